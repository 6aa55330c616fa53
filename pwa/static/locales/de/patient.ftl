### Was Patientinnen und Patienten lesen. Kurz, freundlich, konkret: für Menschen, die krank, müde oder voller Angst sind.

## Willkommen

welcome-1-title = Ein zweiter Blick auf Ihre Unterlagen
welcome-1-lead = Sie möchten eine zweite Meinung? Wir bringen Ihre echten Unterlagen, vollständig und lesbar, zu einer Ärztin oder einem Arzt Ihrer Wahl.
welcome-1-collect = Fotografieren Sie Ihre Papiere mit diesem Telefon, oder wählen Sie Dateien aus.
welcome-1-choose = Bestimmen Sie, wer sie sehen darf, und welche.
welcome-1-answer = Dort kann man jede Seite lesen und Ihnen antworten.
welcome-1-emergency = Nicht für Notfälle. Wenn Sie sofort Hilfe brauchen, rufen Sie 112 an oder die Notrufnummer Ihres Landes.
welcome-2-title = Wer Ihre Unterlagen lesen kann
welcome-2-phone = Ihr Telefon
welcome-2-phone-detail = Hier können Sie alles lesen.
welcome-2-box = Der Speicher der Klinik
welcome-2-box-detail = Er bewahrt eine verschlossene Kopie auf. Lesen kann sie dort niemand: nicht die Klinik, nicht wir.
welcome-2-specialist = Die Ärztin oder der Arzt Ihrer Wahl
welcome-2-specialist-detail = Kann öffnen, was Sie freigeben, bis zu dem Tag, den Sie bestimmen.
welcome-2-choose = Bevor Sie Ja sagen, bekommt niemand etwas zu sehen.
welcome-3-title = Was Sie brauchen
welcome-3-time = Zwei Minuten für den Anfang. Sie können jederzeit aufhören und später weitermachen.
welcome-3-door = Ihren Fingerabdruck, Ihr Gesicht oder die PIN Ihres Telefons. Damit verschließen und öffnen Sie Ihre Unterlagen.
welcome-3-sheet = Später, bevor Sie zum ersten Mal etwas freigeben: Papier und Stift, oder einen Drucker.
welcome-3-together = Jemanden an Ihrer Seite, wenn Sie möchten. Sie können alles gemeinsam machen.
start = Anfangen
have-account = Ich war schon einmal hier

## Der Anfang

enrol-title = Mit dem Telefon abschließen
enrol-lead = Ihr Telefon macht jetzt ein Schloss, das nur Sie öffnen können. Auf dem Telefon heißt es „Passkey“.
enrol-passkey = Ihr Telefon fragt nach Ihrem Fingerabdruck, Ihrem Gesicht oder Ihrer PIN. Vielleicht fragt es zweimal.
enrol-no-name = Sie brauchen kein Passwort und keine E-Mail-Adresse, und Ihren Namen müssen Sie nicht angeben.
enrol-backup = Im Speicher der Klinik liegt eine verschlossene Kopie Ihrer Unterlagen, falls Ihr Telefon kaputtgeht. Nur Sie können sie öffnen.
enrol-button = Passkey machen
enrol-step-make = Wird vorbereitet …
enrol-step-passkey = Bitte antworten Sie auf die Frage Ihres Telefons.
enrol-step-passkey-again = Ihr Telefon fragt noch einmal. Das ist in Ordnung. Bitte bestätigen Sie noch einmal.
enrol-step-save = Gleich geschafft …
ready-title = Sie sind drin
ready-done = Ihr Schloss ist fertig.
ready-first = Die erste Unterlage hinzufügen
ready-look = Erst einmal umsehen
device-only = Ihre Unterlagen lassen sich vorerst nur auf diesem Telefon öffnen; machen Sie deshalb bitte bald Ihr Zugangsblatt, denn damit öffnen Sie sie auf jedem anderen.

## Anmelden

sign-in-title = Schön, dass Sie wieder da sind
sign-in-lead = Öffnen Sie Ihre Unterlagen mit Ihrem Fingerabdruck, Ihrem Gesicht oder Ihrer PIN.
sign-in-button = Anmelden
sign-in-autofill = Oder wählen Sie hier Ihren Passkey aus
sign-in-none = Neues Telefon, oder auf diesem kein Passkey? Mit Ihrem Zugangsblatt kommen Sie wieder hinein.
have-sheet = Ich habe mein Zugangsblatt

## Wieder hinein mit dem Zugangsblatt

recover-title = Mit dem Zugangsblatt hinein
recover-lead = Nehmen Sie Ihr Zugangsblatt. Tippen Sie die 24 Wörter der Reihe nach ein. Lassen Sie sich Zeit.
recover-scan = Den Code auf dem Blatt scannen
recover-type = Lieber die Wörter eintippen
recover-foreign = Das ist nicht der Code eines Zugangsblatts. Bitte halten Sie den quadratischen Code auf Ihrem Blatt in den Rahmen.
recover-word = Wort { $number } von { $total }
recover-word-hint = Die ersten vier Buchstaben genügen.
recover-suggestions = Tippen Sie auf das richtige Wort
recover-unknown = „{ $word }“ gehört nicht zu den möglichen Wörtern. Bitte sehen Sie sich Wort { $number } auf Ihrem Blatt noch einmal an.
recover-taken = { $count ->
    [one] 1 von 24 Wörtern ist da.
   *[other] { $count } von 24 Wörtern sind da.
}
recover-so-far = Bisher { $count } von 24 Wörtern
recover-mend = { $number } { $word }: dieses Wort ändern
recover-open = Meine Unterlagen öffnen
recovered-title = Sie sind wieder drin
recovered-done = Ihre Unterlagen sind wieder da.
recovered-why = Möchten Sie sie beim nächsten Mal mit Ihrem Fingerabdruck, Ihrem Gesicht oder Ihrer PIN öffnen? Dann machen Sie jetzt einen Passkey auf diesem Telefon.
recovered-add = Passkey auf diesem Telefon machen

## Wenn es hier nicht geht

broken-title = Hier geht es noch nicht
broken-other-browser = Wenn das so bleibt, öffnen Sie diese Adresse in Safari oder Chrome. Innerhalb anderer Apps geht es oft nicht.
no-passkeys-title = Bitte nehmen Sie einen anderen Browser
no-passkeys-why = Auf dieser Seite lässt sich hier kein Passkey machen. Innerhalb anderer Apps geht das oft nicht.
no-passkeys-next = Kopieren Sie diese Adresse und öffnen Sie sie in Safari oder Chrome.
locked-title = Noch ein Schritt
locked-why = Sie sind angemeldet, aber dieser Passkey allein kann Ihre Unterlagen auf diesem Telefon nicht öffnen.
locked-safe = Ihre Unterlagen sind sicher. Ihr Zugangsblatt öffnet sie, vielleicht auch ein anderer Passkey von Ihnen.
locked-other-passkey = Einen anderen Passkey probieren
gone-title = Das ist nicht mehr hier
gone-why = Was Sie suchen, wurde fertiggestellt oder entfernt, vielleicht in einem anderen Fenster. Ihre anderen Unterlagen sind noch da.
to-start = Zu meinen Unterlagen

## Übersicht

home-title = Meine Unterlagen
home-next-first = Beginnen Sie mit einer Unterlage. Für den Anfang genügt eine einzige Seite.
home-next-sending = Ihre Unterlagen sind unterwegs in den verschlossenen Speicher. Sie können ruhig weitermachen.
home-next-choose = Ihre Unterlagen sind sicher gespeichert. Als Nächstes bestimmen Sie, wer sie sehen darf.
home-next-shared = Ihre Unterlagen sind freigegeben. Hier sehen Sie, wenn sie geöffnet werden.
home-next-opened = Ihre Unterlagen wurden von Ihrer Ärztin oder Ihrem Arzt geöffnet.
home-records = Unterlagen
home-consents = Freigegeben für
home-drafts = Noch nicht fertig
home-draft = Unterlage ohne Namen
home-draft-state = { $count ->
    [one] 1 Seite liegt auf diesem Telefon. Zum Fertigstellen antippen.
   *[other] { $count } Seiten liegen auf diesem Telefon. Zum Fertigstellen antippen.
}
home-sending = Unterwegs in den verschlossenen Speicher
home-sending-detail = { $done } von { $total }
add-record = Unterlage hinzufügen
send = Zur zweiten Meinung senden

## Eine Unterlage hinzufügen

add-lead = Fotografieren Sie jede Seite, oder wählen Sie Dateien aus.
add-kept = Jede Seite wird sofort verschlossen und auf diesem Telefon aufbewahrt. Wenn das Telefon klingelt oder sich die Seite schließt, geht nichts verloren.
take-photo = Foto machen
take-several = Mehrere Seiten fotografieren
choose-files = Fotos oder Dateien auswählen
photo-name = Foto
pages-title = { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
}
pages-check = Tippen Sie jede Seite an: Können Sie jedes Wort lesen?
pages-unseen = Dieses Telefon konnte nicht jede Seite selbst ansehen.
pages-more = Gibt es noch mehr Seiten?
pages-next = Alle Seiten sind da
page-number = Seite { $number }
page-grip = Seite { $number } verschieben. Ziehen Sie sie, oder nehmen Sie die Pfeiltasten.
page-moved = Jetzt Seite { $number } von { $total }.
page-removed = Seite { $number } wurde entfernt.
undo = Zurückholen
split-hint = Ist das mehr als eine Unterlage? Tippen Sie die Seite an, mit der die nächste beginnt.
split-here = Hier beginnt eine neue Unterlage
split-done = { $count ->
    [one] Seite { $first } ist jetzt eine eigene Unterlage. Sie wartet unter „Meine Unterlagen“ auf Sie.
   *[other] Die Seiten { $first } bis { $last } sind jetzt eine eigene Unterlage. Sie wartet unter „Meine Unterlagen“ auf Sie.
}
split-undo = Wieder zusammenfügen
join = Seiten einer anderen Unterlage dazunehmen
join-which = Tippen Sie die Unterlage an, deren Seiten hierher gehören. Sie kommen ans Ende.
join-none = Sie haben keine andere Unterlage begonnen.
join-done = { $count ->
    [one] 1 Seite ist jetzt am Ende.
   *[other] { $count } Seiten sind jetzt am Ende.
}
join-undo = Wieder herausnehmen
keeping-pages = Seite { $done } von { $total } wird verschlossen
page-kept = Seite aufbewahrt.
understood = In Ordnung
keep-anyway-title = Diese Datei so aufbewahren?
keep-anyway-why = Wir können sie Ihnen hier nicht zeigen. Vielleicht kann Ihre Ärztin oder Ihr Arzt sie öffnen. Sie wird verschlossen wie alles andere.
keep-anyway-yes = Aufbewahren
keep-anyway-no = Weglassen
discard = Diese Unterlage verwerfen
discard-title = Wirklich verwerfen?
discard-why = { $count ->
    [one] Die Seite, die Sie hier hinzugefügt haben, wird gelöscht. Sie können sie nicht zurückholen.
   *[other] Die { $count } Seiten, die Sie hier hinzugefügt haben, werden gelöscht. Sie können sie nicht zurückholen.
}
discard-empty = Es ist noch nichts darin.
discard-yes = Ja, verwerfen
discard-no = Nein, behalten

## Kamera

camera-title = Seiten fotografieren
camera-hint = Legen Sie die Seite bei gutem Licht auf einen Tisch. Halten Sie das Telefon gerade darüber. Füllen Sie den Rahmen aus.
camera-picture = Was die Kamera sieht
camera-starting = Die Kamera startet …
camera-refused = Diese Seite darf die Kamera nicht benutzen. Sie können es in den Einstellungen Ihres Telefons erlauben, oder das Foto mit der Kamera Ihres Telefons machen.
camera-missing = Wir haben keine Kamera gefunden, die diese Seite benutzen kann. Bitte nehmen Sie die Kamera Ihres Telefons, oder wählen Sie Dateien aus.
camera-taken-away = Die Kamera ist aus. Vielleicht kam ein Anruf, oder eine andere App braucht sie. Ihre Fotos sind da. Öffnen Sie sie wieder, oder nehmen Sie die Kamera Ihres Telefons.
camera-open-again = Kamera wieder öffnen
shutter = Auslösen
photo-taken = Foto gemacht.
camera-by-itself = Löst von selbst aus
camera-again = Das nächste Foto ersetzt Seite { $number }.
aim-searching = Halten Sie das Telefon über eine Seite.
aim-dark = Es ist zu dunkel. Gehen Sie ans Fenster, oder machen Sie eine Lampe an.
aim-whole-page = Etwas höher, bis Sie alle vier Ecken sehen.
aim-closer = Etwas näher.
aim-still = Seite gefunden. Halten Sie still.
aim-steady = Gut. Jetzt.
scan-hint = Halten Sie den quadratischen Code in den Rahmen.

## Eine Seite

page-of = Seite { $number } von { $total }
page-picture = Seite { $number }, groß
page-good = So ist es gut
page-keep = So behalten
page-turn = Drehen
page-again = Noch einmal fotografieren
page-again-here = Noch einmal, mit Rahmen
page-earlier = Weiter nach vorn
page-later = Weiter nach hinten
page-delete = Diese Seite löschen
zoom-in = Größer
zoom-out = Kleiner
file-kept = Diese Datei lässt sich hier nicht zeigen. Sie ist vollständig aufbewahrt ({ $size }).

## Was das Gerät von einer Seite hält

verdict-looking = Ist diese Seite lesbar? Einen Augenblick …
verdict-good = Diese Seite ist lesbar.
verdict-check = Bitte sehen Sie sich diese Seite an.
verdict-retake = Bitte fotografieren Sie diese Seite noch einmal.
verdict-kept = Sie behalten diese Seite, wie sie ist. Ihre Ärztin oder Ihr Arzt erfährt, dass sie schwer zu lesen ist.
verdict-unseen = Dieses Telefon konnte die Seite nicht selbst ansehen.
verdict-unseen-do = Können Sie jedes Wort lesen? Dann kann es auch Ihre Ärztin oder Ihr Arzt. Setzen Sie unten die Ränder, damit nur die Seite zu sehen ist.
badge-looking = Moment …
badge-good = Lesbar
badge-check = Bitte ansehen
badge-retake = Noch einmal
badge-kept = Behalten
doubt-blurred = Sie ist{ $where } unscharf. Halten Sie das Telefon ruhig und etwas höher, und tippen Sie vor dem Foto auf die Seite.
doubt-covered = Etwas verdeckt sie{ $where }. Nehmen Sie es weg, oder halten Sie die Seite ganz am Rand.
doubt-cut-off = Es fehlt ein Stück der Seite{ $where }. Halten Sie das Telefon höher, bis Sie alle vier Ecken sehen.
doubt-dark = Sie ist{ $where } zu dunkel. Gehen Sie ans Fenster, oder machen Sie eine Lampe an.
doubt-glare = Ein Licht spiegelt sich darin{ $where }. Drehen Sie die Seite, oder gehen Sie einen Schritt zur Seite, bis der weiße Fleck weg ist.
doubt-hard-to-read = Manche Wörter sind schwer zu lesen. Können Sie alle lesen? Dann behalten Sie die Seite. Wenn nicht, halten Sie das Telefon näher und ruhig, bei gutem Licht.
doubt-no-page = Wir sehen keine Seite mit Schrift. Ist es das richtige Foto? Dann behalten Sie es. Wenn nicht, fotografieren Sie noch einmal.
doubt-too-small = Die Schrift ist auf dem Foto sehr klein. Gehen Sie näher heran, bis die Seite das Bild ausfüllt.
doubt-two-pages = Auf dem Foto sind wohl zwei Seiten. Fotografieren Sie jede allein, dann ist die Schrift größer.
place-upper-left = {" "}oben links
place-upper-middle = {" "}oben
place-upper-right = {" "}oben rechts
place-middle-left = {" "}links
place-middle-middle = {" "}in der Mitte
place-middle-right = {" "}rechts
place-lower-left = {" "}unten links
place-lower-middle = {" "}unten
place-lower-right = {" "}unten rechts
doubting-title = { $count ->
    [one] Eine Seite ist schwer zu lesen
   *[other] { $count } Seiten sind schwer zu lesen
}
doubting-why = { $count ->
    [one] Seite { $number } wird man kaum lesen können. Ein neues Foto dauert eine Minute; wenn man Sie später darum bittet, können zwei Wochen vergehen.
   *[other] { $count } Seiten wird man kaum lesen können. Neue Fotos dauern eine Minute; wenn man Sie später darum bittet, können zwei Wochen vergehen.
}
doubting-look = Seite { $number } ansehen
doubting-keep = { $count ->
    [one] So behalten
   *[other] So behalten
}

## Wo die Seite auf ihrem Foto ist

look-set = Aussehen ändern
look-title = Das Aussehen der Seite
look-hint = Das Foto selbst bleibt, wie es ist. Sie können das Aussehen jederzeit ändern.
look-colour = Farbe
look-colour-why = Gut für die meisten Seiten. Stempel und Markierungen behalten ihre Farbe.
look-grey = Grau
look-grey-why = Für Seiten ohne Farben.
look-black-white = Schwarz-weiß
look-black-white-why = Für blassen Druck, den man kaum sieht.
look-film = Röntgen
look-film-why = Für ein Bild auf Folie vor einem Fenster oder Leuchtkasten. Hell und Dunkel bleiben, wie sie sind.
look-done = So ist es gut
edges-set = Ränder setzen
edges-title = Die Ränder der Seite
edges-hint = Ziehen Sie die vier Punkte auf die Ecken der Seite. Nur was innen liegt, wird gezeigt; das ganze Foto bleibt erhalten.
edges-photo = Das ganze Foto
edges-done = Die Ränder stimmen
edges-whole = Das ganze Foto zeigen
edges-crossed = Die Ränder kreuzen sich. Verschieben Sie die Punkte so, dass sie um die Seite herumgehen.
corner-upper-left = Erste Ecke. Verschieben Sie sie mit den Pfeilen einer Tastatur.
corner-upper-right = Zweite Ecke. Verschieben Sie sie mit den Pfeilen einer Tastatur.
corner-lower-right = Dritte Ecke. Verschieben Sie sie mit den Pfeilen einer Tastatur.
corner-lower-left = Vierte Ecke. Verschieben Sie sie mit den Pfeilen einer Tastatur.

## Einer Unterlage einen Namen geben

name-title = Was ist das?
name-kind = Art der Unterlage
name-kind-missing = Bitte tippen Sie an, was es ist. Wenn Sie nicht sicher sind, tippen Sie auf „Ich weiß es nicht“.
date-legend = Datum auf der Unterlage
date-hint = So genau, wie Sie es wissen. Das Jahr allein genügt.
date-year = Jahr
date-month = Monat
date-day = Tag
date-problem-year = Bitte schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2024, oder lassen Sie das Datum leer.
date-problem-month = Bitte wählen Sie auch den Monat, oder lassen Sie den Tag leer.
date-problem-day = Diesen Tag gibt es in dem Monat nicht.
date-problem-future = Dieses Datum liegt noch vor uns. Bitte sehen Sie noch einmal nach.
name-source = Krankenhaus oder Labor
name-source-hint = Das dürfen Sie leer lassen.
name-own = Ihr eigener Name dafür
name-own-hint = Das dürfen Sie leer lassen.
name-private = Auch was Sie hier schreiben, wird verschlossen. Nur Sie können es lesen, und die Person, für die Sie es freigeben.
name-keep = Diese Unterlage aufbewahren

## Eine Unterlage

record-on-device = Auf diesem Telefon, noch nicht gespeichert
record-sending = Unterwegs
record-sent = Sicher gespeichert
record-problem = Bitte ansehen
record-remove = Diese Unterlage löschen
record-remove-title = Diese Unterlage löschen?
record-remove-why = Sie wird auf diesem Telefon und im Speicher der Klinik gelöscht. Sie können sie nicht zurückholen.
record-remove-shared = Sie haben diese Unterlage freigegeben. Sie lässt sich dort weiter öffnen, bis Sie die Freigabe beenden.
record-remove-yes = Ja, löschen
record-remove-no = Nein, behalten

## Senden, 1: an wen

send-sheet-title = Zuerst Ihr Zugangsblatt
send-sheet-why = Bevor Sie zum ersten Mal etwas freigeben, machen Sie bitte Ihr Zugangsblatt. Es dauert etwa fünf Minuten.
send-records-first = Es gibt noch nichts zu senden. Fügen Sie eine Unterlage hinzu und warten Sie, bis dort „Sicher gespeichert“ steht.
reviewers-title = Wer soll es sich ansehen?
reviewers-clinic = Diese Ärztinnen und Ärzte arbeiten mit { $clinic }.
reviewers-none = Es steht noch niemand auf der Liste. Bitte fragen Sie die Klinik.
reviewer-languages = Spricht: { $languages }
reviewer-active = Sie können für diese Person etwas freigeben.
reviewer-expired = Dieser Eintrag ist abgelaufen. Deshalb können Sie hier gerade nichts freigeben. Bitte fragen Sie die Klinik.
reviewer-revoked = Die Klinik hat diese Person von ihrer Liste genommen. Deshalb können Sie hier nichts freigeben.
clinic-first-use = Ist das wirklich { $clinic }? Vergleichen Sie diese sechs Wörter mit einem Brief der Klinik, oder rufen Sie an und fragen Sie danach. Sie müssen gleich sein.
clinic-words = Die sechs Wörter der Klinik

## Senden, 2: ist es wirklich diese Person?

check-title = Ist es wirklich diese Person?
check-how = Rufen Sie die Klinik oder { $name } an, oder nehmen Sie den Brief der Klinik. Vergleichen Sie diese sechs Wörter. Es sind englische Wörter; Buchstabieren hilft. Es dauert eine Minute.
check-differ = Wenn auch nur ein Wort anders ist, geben Sie nichts frei. Bitte sagen Sie es der Klinik.
check-code = Meinen Code zum Scannen zeigen
check-code-how = Wenn Sie zusammensitzen, kann man diesen Code scannen, statt die Wörter vorzulesen.
check-code-label = Code mit den sechs Wörtern von { $name }
check-scan = Den Code der Ärztin oder des Arztes scannen
check-scan-same = Der Code stimmt. Das ist { $name }.
check-scan-differs = Dieser Code gehört jemand anderem, oder es ist eine andere Art von Code.
check-answer = Haben Sie die Wörter verglichen?
check-answer-yes = Ja, alle sechs sind gleich
check-answer-later = Nein, ich mache ohne Vergleich weiter
check-answer-later-detail = Sie können es später nachholen. Sicherer ist es jetzt.

## Senden, 3: welche Unterlagen

records-title = Welche Unterlagen?
records-legend = Unterlagen, die Sie freigeben können
records-all = Alle
records-none = Keine
records-chosen = { $count } von { $total } ausgewählt
records-missing = Bitte wählen Sie mindestens eine Unterlage aus.
records-waiting = { $count ->
    [one] 1 Unterlage ist noch unterwegs. Sie können sie freigeben, sobald sie gespeichert ist.
   *[other] { $count } Unterlagen sind noch unterwegs. Sie können sie freigeben, sobald sie gespeichert sind.
}
records-left = Diese werden nicht freigegeben

## Senden, 4: Ihre Frage

question-title = Was möchten Sie wissen?
question-lead = Schreiben Sie { $name } mit Ihren eigenen Worten. Ein Satz genügt. Sie dürfen das Feld auch leer lassen.
question-label = Ihre Frage
question-hint = Zum Beispiel: „Kann man das auch anders behandeln?“
question-private = Nur { $name } und Sie können das lesen.
question-none = Ohne Frage weiter

## Senden, 5: bis wann

until-title = Bis wann?
until-lead = Bis zu diesem Tag kann { $name } Ihre Unterlagen öffnen. Sie können es jederzeit früher beenden.
until-14 = Zwei Wochen
until-30 = Einen Monat
until-90 = Drei Monate
until-own = Ein anderer Tag
until-date = Letzter Tag
until-problem = Bitte wählen Sie einen Tag ab morgen, höchstens { $days } Tage von heute.

## Senden, 6: die Freigabe

consent-title = Bitte lesen Sie das, bevor Sie freigeben
consent-checking = Wir prüfen noch einmal, ob alles stimmt …
consent-who = Wer Ihre Unterlagen öffnen darf
consent-who-person = { $name }, { $specialty }, { $clinic }
consent-who-words = Die sechs Wörter dieser Person: { $words }
consent-who-compared = Sie haben diese sechs Wörter verglichen, und sie waren gleich.
consent-who-scanned = Sie haben den Code dieser Person gescannt, und er stimmte.
consent-who-not-compared = Sie haben diese sechs Wörter nicht verglichen. Sie verlassen sich allein auf diese App. Sie hat geprüft, dass { $clinic } diese Person auf der Liste hat.
consent-what = Was Sie freigeben
consent-not = Was Sie nicht freigeben
consent-not-nothing = Sie geben alle Unterlagen frei, die Sie jetzt haben. Keine wird weggelassen.
consent-why = Was Sie wissen möchten
consent-why-none = Sie haben keine Frage geschrieben.
consent-until = Bis wann
consent-until-date = Die Freigabe gilt bis zum { $date }, bis zum Ende des Tages.
consent-until-self = Danach endet sie von selbst. Sie müssen nichts tun.
consent-then = Was dann geschieht
consent-then-open = { $name } kann die freigegebenen Unterlagen öffnen, lesen und speichern.
consent-then-see = Sie sehen hier, wenn sie geöffnet werden.
consent-then-nobody = Sonst kann sie niemand lesen. Der Speicher von { $clinic } bewahrt sie verschlossen auf und kann sie nicht öffnen.
consent-then-later = Was Sie später hinzufügen, ist nicht freigegeben. Sie werden dann neu gefragt.
consent-stop = Wenn Sie es sich anders überlegen
consent-stop-how = Gehen Sie zu „Meine Unterlagen“, öffnen Sie den Eintrag unter „Freigegeben für“ und tippen Sie auf „Freigabe beenden“. Sie müssen keinen Grund nennen.
consent-stop-unread = Was { $name } schon gelesen oder gespeichert hat, lässt sich nicht zurückholen.
consent-read = Ich habe diese Seite gelesen. Ich möchte diese Unterlagen freigeben.
consent-read-first = Bitte setzen Sie zuerst dieses Häkchen, wenn Sie einverstanden sind.
consent-yes = Ja, diese Unterlagen freigeben
consent-no = Nein, jetzt nicht

## Was daraus wurde

consent-card-line = { $count ->
    [one] 1 Unterlage, bis { $date }
   *[other] { $count } Unterlagen, bis { $date }
}
consent-sent = Freigegeben, noch nicht geöffnet
consent-opened = Geöffnet
consent-withdrawn = Von Ihnen beendet
consent-ended = Zu Ende
shared-title = Freigegeben für { $name }
shared-done = Geschafft. { $name } kann diese Unterlagen jetzt öffnen.
shared-done-next = Sie müssen nichts weiter tun. Hier sehen Sie, wenn sie geöffnet werden.
shared-withdrawn = Sie haben die Freigabe beendet. { $name } kann nichts mehr öffnen.
shared-unread = Was vorher gelesen oder gespeichert wurde, lässt sich nicht zurückholen.
shared-records = Diese Unterlagen
shared-timeline = Was bisher geschehen ist
timeline-given = Sie haben diese Unterlagen freigegeben
timeline-opened = { $name } hat sie geöffnet
timeline-not-opened = Noch nicht geöffnet
timeline-ends = Endet von selbst nach dem { $date }
timeline-withdrawn = Sie haben die Freigabe beendet
timeline-ended = Die Zeit, die Sie gewählt haben, ist um
timeline-relay-waiting = Der Speicher der Klinik hat noch nicht bestätigt, dass er seinen Teil gelöscht hat
timeline-relay-deleted = Der Speicher der Klinik hat seinen Teil gelöscht und dafür unterschrieben
timeline-copies-waiting = Die App Ihrer Ärztin oder Ihres Arztes hat noch nicht bestätigt, dass sie ihre Kopien gelöscht hat
timeline-copies-deleted = Die App von { $name } hat ihre Kopien gelöscht und dafür unterschrieben
withdraw = Freigabe beenden
withdraw-title = Die Freigabe jetzt beenden?
withdraw-then = Danach kann { $name } diese Unterlagen nicht mehr öffnen.
withdraw-yes = Ja, beenden
withdraw-no = Nein, weiter freigeben

## Das Zugangsblatt

sheet-name = Zugangsblatt
sheet-title = Mein Zugangsblatt machen
sheet-what = Ihr Zugangsblatt ist ein Blatt Papier mit 24 Wörtern. Damit kommen Sie wieder hinein, auch wenn jedes Telefon verloren ist.
sheet-without = Ohne das Blatt und ohne Ihr Telefon kann niemand Ihre Unterlagen wieder öffnen: nicht die Klinik, nicht wir.
sheet-where = Bewahren Sie das Blatt dort auf, wo Ihr Ausweis liegt. Fotografieren Sie es nicht, und zeigen Sie es niemandem.
sheet-again = Sie haben schon ein Zugangsblatt. Sobald das neue fertig ist, gilt das alte nicht mehr.
sheet-make = Die Wörter zeigen
sheet-paper-title = Ihre 24 Wörter
sheet-write = Drucken Sie diese Seite, oder schreiben Sie alle 24 Wörter mit ihren Nummern ab. Es sind englische Wörter. Lassen Sie sich Zeit.
sheet-instruction = Um wieder hineinzukommen, öffnen Sie { $address }, tippen auf „Ich habe mein Zugangsblatt“ und geben diese Wörter in dieser Reihenfolge ein.
sheet-qr = Code mit den 24 Wörtern
sheet-secret = Wer dieses Blatt hat, kann Ihre Unterlagen öffnen. Bewahren Sie es gut auf.
sheet-date = Gemacht am { $date }
sheet-no-photo = Bitte machen Sie kein Foto und kein Bildschirmfoto davon. Bilder wandern oft auf andere Geräte.
sheet-print = Drucken
sheet-written = Ich habe sie auf Papier
sheet-check-title = Nur zur Sicherheit
sheet-check-why = Bitte sehen Sie auf Ihr Papier und tippen Sie diese drei Wörter ein.
sheet-look-again = Wörter zeigen
sheet-word = Wort { $number }
sheet-word-wrong = Das ist nicht Wort { $number } auf Ihrem Blatt. Bitte sehen Sie noch einmal nach.
sheet-check = Prüfen
sheet-done-title = Ihr Zugangsblatt ist fertig
sheet-done = Gut gemacht. Mit diesem Blatt kommen Sie immer wieder hinein.
sheet-to-send = Weiter zum Senden

## Einstellungen

settings-sheet-made = Gemacht
settings-sheet-missing = Noch nicht gemacht
passkeys-title = Passkeys
passkeys-why = Jeder Passkey ist eine Tür zu Ihren Unterlagen. Wenn Sie zwei Telefone haben, machen Sie auf jedem einen.
passkeys-add = Passkey hinzufügen
passkey-number = Passkey { $number }
passkey-made = Gemacht am { $date }
passkey-used = Zuletzt benutzt am { $date }
passkey-opens = Öffnet Ihre Unterlagen
passkey-opens-not = Damit melden Sie sich an. Um Ihre Unterlagen auf einem neuen Telefon zu öffnen, brauchen Sie auch Ihr Zugangsblatt.
passkey-remove-number = Passkey { $number } entfernen
passkey-remove-title = Diesen Passkey entfernen?
passkey-remove-why = Er lässt dann niemanden mehr hinein. Bitte löschen Sie ihn auch in der Passwortliste Ihres Telefons.
remove = Entfernen
devices-title = Wo ich angemeldet bin
devices-why = Kennen Sie eines dieser Geräte nicht, oder haben Sie ein Telefon verloren? Melden Sie es hier ab.
device-this = Dieses Gerät
device-number = Gerät { $number }
device-since = Angemeldet seit { $moment }
device-seen = Zuletzt benutzt: { $moment }
device-end = Abmelden
device-end-number = Gerät { $number } abmelden
language-size = Größere Buchstaben stellen Sie in Ihrem Telefon ein. Diese Seite richtet sich danach.
words-title = Meine sechs Wörter
words-why = Wenn die Klinik, Ihre Ärztin oder Ihr Arzt wissen möchte, ob wirklich Sie es sind, lesen Sie diese sechs Wörter vor. Es sind englische Wörter; Buchstabieren hilft.
words-open = Diese Wörter sind nicht geheim. Mit ihnen kann niemand etwas öffnen.
about-title = Wer was lesen kann
about-what = Second Look bringt Ihre Unterlagen zu der Ärztin oder dem Arzt Ihrer Wahl. Sie werden auf Ihrem Telefon verschlossen, bevor sie es verlassen.
about-not-seen-title = Was der Speicher der Klinik nicht sieht
about-not-seen = Ihre Unterlagen, deren Namen, Daten und Krankenhäuser, Ihre Frage und Ihren Namen.
about-seen-title = Was er sieht
about-seen-when = Wann etwas gespeichert, freigegeben oder geöffnet wird
about-seen-size = Wie groß es ungefähr ist
about-seen-who = Dass Ihr Konto etwas für diese Ärztin oder diesen Arzt freigibt, aber nicht, wer Sie sind
about-seen-address = Die Internet-Adresse Ihres Telefons, solange es verbunden ist
about-limits = Wer Ihre Unterlagen öffnen darf, kann Kopien speichern oder den Bildschirm fotografieren. Und wer Ihr entsperrtes Telefon in der Hand hat, sieht, was Sie sehen.
about-clinic-words = Sie können diese sechs Wörter mit einem Brief der Klinik vergleichen. Sie müssen gleich sein.
privacy-title = Datenschutz
sign-out = Abmelden
sign-out-now = Von diesem Telefon abmelden
sign-out-clears = Beim Abmelden wird alles von Ihnen von diesem Telefon entfernt. Was verschlossen in der Klinik gespeichert ist, bleibt.
sign-out-back-sheet = Mit Ihrem Passkey oder Ihrem Zugangsblatt kommen Sie wieder hinein.
sign-out-back-passkey = Mit Ihrem Passkey kommen Sie wieder hinein.
sign-out-no-way-back = Wenn Sie sich jetzt abmelden, kommen Sie nicht mehr an Ihre Unterlagen. Bitte machen Sie zuerst Ihr Zugangsblatt.
sign-out-unsent-title = Noch ist nicht alles gespeichert
sign-out-unsent-why = Manches, was Sie hinzugefügt haben, liegt bisher nur auf diesem Telefon. Wenn Sie sich jetzt abmelden, wird es gelöscht.
sign-out-unsent-stay = Bleiben und fertig speichern
sign-out-unsent-leave = Abmelden und löschen

# Was auf den Seiten gelesen wurde.
found-reading = { $count ->
    [one] Wir lesen noch eine Seite. Sie müssen nicht warten.
   *[other] Wir lesen noch { $count } Seiten. Sie müssen nicht warten.
}
found-title = Das haben wir auf Ihren Seiten gelesen
found-use = Ja, das stimmt
found-person = { $name }, geboren am { $date }
found-other-person = Auf diesen Seiten steht { $person }. Auf Ihren anderen Seiten steht { $other }. Bitte prüfen Sie, ob diese Seiten Ihre sind.
found-mine = Es sind meine
values-found = { $count ->
    [one] Ein Laborwert gefunden
   *[other] { $count } Laborwerte gefunden
}
values-compare = Vergleichen Sie sie mit Ihrem Papier. Ihr Facharzt sieht sie dann auf einen Blick.
values-checked = { $count ->
    [one] Ein Laborwert geprüft
   *[other] { $count } Laborwerte geprüft
}
values-look-again = Noch einmal ansehen
values-title = Laborwerte
values-why = Bitte vergleichen Sie jede Zahl mit dem Bild darüber. Verbessern Sie sie, wo sie falsch ist.
values-unsure = { $count ->
    [one] Eine Zahl war schwer zu lesen. Bei ihr steht „Bitte prüfen“.
   *[other] { $count } Zahlen waren schwer zu lesen. Bei ihnen steht „Bitte prüfen“.
}
values-check = Bitte prüfen
values-line = Die Zeile mit { $analyte } auf Ihrer Seite
values-amount = { $analyte }, in { $unit }
values-no-number = Bitte geben Sie eine Zahl ein, zum Beispiel 37,5. Oder nehmen Sie unten den Haken weg.
values-wanted = Diesen Wert behalten
values-keep = Die Zahlen stimmen

record-pdf = Als PDF speichern
record-pdf-why = Eine Kopie für Sie, auf diesem Gerät. Sie ist nicht verschlossen: Wer sie bekommt, kann sie lesen.
record-pdf-making = Seite { $done } von { $total } wird gemacht …
