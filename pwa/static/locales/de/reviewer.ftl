### Was Gutachterinnen und Gutachter lesen: viel beschäftigt, an einem breiten Bildschirm mit Tastatur, manchmal am Handy.
### Die Seite lädt vorher common, errors und patient; steht ein Satz auch dort, gilt der hiesige.

## Beginn

reviewer-welcome-title = Für Gutachterinnen und Gutachter
reviewer-welcome-lead = Hier lesen Sie Befunde, die Patienten mit Ihnen geteilt haben. Geöffnet werden sie nur auf Ihrem eigenen Gerät.
reviewer-welcome-sign-in = Anmelden
reviewer-welcome-new = Neu hier? Bitte öffnen Sie den Link der Einladung, die Ihnen die Klinik geschickt hat.
reviewer-welcome-patient = Sind Sie Patient?
reviewer-welcome-patient-link = Zur Seite für Patienten
invited-title = Sie sind als Gutachter eingeladen
invited-lead = Patienten werden Befunde mit Ihnen teilen und nach Ihrer Meinung fragen. Niemand dazwischen kann sie lesen. Es sind drei Schritte:
invited-passkey = Einen Passkey anlegen: Ihr Fingerabdruck, Ihr Gesicht oder Ihre PIN öffnet Ihr Konto. Vielleicht fragt Ihr Gerät zweimal.
invited-apply = Sagen, wer Sie sind: Name, Fachgebiet und Sprachen.
invited-words = Der Klinik am Telefon sechs Wörter vorlesen. Dann können Patienten Sie finden.
invited-clinic = Bitte vergleichen Sie diese Wörter mit dem Brief der Klinik, oder fragen Sie am Telefon. Ist eines anders, machen Sie nicht weiter.
invited-begin = Meinen Passkey anlegen
have-account = Ich habe ein Konto
enrol-step-passkey = Bitte beantworten Sie die Frage Ihres Geräts.
enrol-step-passkey-again = Ihr Gerät fragt noch einmal. Das ist normal. Bitte bestätigen Sie wieder.
sign-in-lead = Öffnen Sie Ihr Konto mit Fingerabdruck, Gesicht oder PIN.
sign-in-none = Neues Gerät, oder kein Passkey auf diesem? Mit Ihrem Zugangsblatt kommen Sie wieder hinein.
locked-why = Sie sind angemeldet, aber dieser Passkey allein kann Ihr Konto auf diesem Gerät nicht öffnen.
locked-safe = Nichts ist verloren. Ihr Zugangsblatt öffnet es, und vielleicht ein anderer Ihrer Passkeys.
recover-open = Mein Konto öffnen
recovered-done = Ihr Konto ist auf diesem Gerät offen.
recovered-why = Möchten Sie es nächstes Mal mit Fingerabdruck, Gesicht oder PIN öffnen? Dann legen Sie jetzt auf diesem Gerät einen Passkey an.
recovered-add = Passkey auf diesem Gerät anlegen
other-role-title = Sie sind als Patient angemeldet
other-role-why = Diese Seite ist für Gutachter. Ihre eigenen Befunde sind auf der Seite für Patienten.
other-role-go = Zu meinen Befunden

## Bewerbung

apply-title = Wer sind Sie?
apply-lead = Patienten lesen das, bevor sie etwas mit Ihnen teilen. Die Klinik prüft es vorher.
apply-name = Name
apply-name-hint = So, wie Patienten ihn lesen sollen, zum Beispiel: Dr. Maria Weber
apply-name-missing = Bitte schreiben Sie Ihren Namen.
apply-specialty = Fachgebiet
apply-specialty-hint = Zum Beispiel: Pathologie
apply-specialty-missing = Bitte schreiben Sie Ihr Fachgebiet.
apply-credentials = Qualifikationen
apply-credentials-hint = Zum Beispiel: Fachärztin seit 2009, Oberärztin. Darf leer bleiben.
apply-languages = Sprachen, in denen Sie lesen und antworten
apply-languages-missing = Bitte wählen Sie mindestens eine Sprache, und höchstens 20.
apply-send = An die Klinik senden
waiting-title = Die Klinik ist am Zug
waiting-sent = Ihre Bewerbung ist bei der Klinik.
waiting-by-itself = Diese Seite geht von selbst weiter, wenn Sie freigegeben sind. Sie können sie schließen und wiederkommen.
waiting-words = Ihre sechs Wörter
waiting-why = Die Klinik ruft Sie an, oder Sie rufen die Klinik an. Lesen Sie diese sechs Wörter vor. Nur wenn sie gleich sind, gibt die Klinik Sie frei.
waiting-look = Noch einmal nachsehen
waiting-change = Ändern, was ich geschrieben habe
revoked-title = Sie stehen nicht mehr auf der Liste der Klinik
revoked-why = Die Klinik hat Sie von ihrer Liste genommen. Patienten können deshalb nichts mit Ihnen teilen.
revoked-next = Wenn Sie das überrascht, rufen Sie bitte die Klinik an. Für einen neuen Anfang brauchen Sie eine neue Einladung.
entry-expired = Ihr Eintrag auf der Liste der Klinik ist am { $date } abgelaufen. Was mit Ihnen geteilt wurde, können Sie weiter lesen. Bitte rufen Sie die Klinik an, damit Patienten Sie wieder finden.
entry-renew = Neu bewerben

## Eingang

inbox-title = Eingang
inbox-empty = Noch hat niemand etwas mit Ihnen geteilt.
inbox-empty-then = Wenn ein Patient Befunde mit Ihnen teilt, erscheinen sie hier von selbst.
inbox-group-new = Neu
inbox-group-opened = Geöffnet
inbox-group-over = Vorbei
inbox-unknown = Ein Fall, der nicht geöffnet werden kann
inbox-given = Geteilt am { $date }
inbox-until = Offen bis { $date }
inbox-over-withdrawn = Der Patient hat das Teilen beendet
inbox-over-ended = Die Zeit ist vorbei
reviewer-offline = Sie sind ohne Netz, oder der Speicher der Klinik ist nicht erreichbar. Diese Seite geht von selbst weiter, sobald es wieder geht.
sheet-reminder = Sie haben noch kein Zugangsblatt. Wenn Sie dieses Gerät verlieren, verlieren Sie den Zugang zu allem, was mit Ihnen geteilt wurde.
sheet-reminder-make = Mein Zugangsblatt anlegen
trouble-title = Etwas stimmt nicht
to-inbox = Eingang
to-start = Zum Eingang
gone-why = Was Sie suchen, wurde geschlossen oder weggenommen. Alles andere ist noch in Ihrem Eingang.

## Ein Fall

case-title = Geteilte Befunde
case-question = Was der Patient wissen möchte
case-no-question = Der Patient hat keine Frage geschrieben.
case-read = Die Befunde lesen
case-consent = Wozu der Patient Ja gesagt hat
case-from = Die sechs Wörter des Patienten
case-given = Geteilt am
case-until = Sie dürfen lesen bis zum Ende des
case-screen = Die Sätze, die der Patient gesehen und unterschrieben hat
case-problem-title = Dieser Fall bleibt geschlossen
files-count = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
}
over-withdrawn-title = Der Patient hat das Teilen beendet
over-withdrawn = Sie können diese Befunde nicht mehr öffnen. Der Patient muss keinen Grund nennen.
over-ended-title = Die Zeit ist vorbei
over-ended = Die Zeit, die der Patient gewählt hat, ist vorbei. Sie können diese Befunde nicht mehr öffnen.
over-deleted = Dieses Gerät hat gelöscht, was es von diesem Fall hatte.
over-deleted-stated = Der Patient kann das sehen.
over-deleted-waiting = Der Patient sieht das, sobald der Speicher der Klinik erreichbar ist.
over-own-copies = Wenn Sie selbst etwas von diesem Fall gespeichert oder gedruckt haben, löschen Sie das bitte auch.
download-title = Auf dem eigenen Computer
download-why = Sie können den ganzen Fall als eine verschlossene Datei mitnehmen und mit dem Werkzeug für Gutachter öffnen.
download-case = Den verschlossenen Fall herunterladen
download-going = Die Datei wird gesammelt und geprüft …
download-detail = { $done } von { $total }
download-saved = { $name } ist bei Ihren Downloads.
download-open = Zum Öffnen brauchen Sie das Werkzeug und Ihre Schlüsseldatei:
download-delete = Wenn der Patient das Teilen beendet, löschen Sie bitte die Datei und alles, was Sie daraus gemacht haben.

## Der Lesetisch

desk-frame = Dokument: { $title }
desk-leave = Fall
desk-records = Befunde
desk-pages = Seiten
desk-tools = Seite und Größe
desk-previous-record = Voriger Befund
desk-next-record = Nächster Befund
desk-previous = Vorige Seite
desk-previous-short = Zurück
desk-next = Nächste Seite
desk-next-short = Weiter
desk-place = Seite { $page } von { $pages }
desk-place-file = Datei { $file } von { $files }, Seite { $page } von { $pages }
desk-smaller = Kleiner
desk-smaller-short = Kleiner
desk-larger = Größer
desk-larger-short = Größer
desk-zoom = { $percent } %
desk-fit-width = Ganze Breite
desk-fit-page = Ganze Seite
desk-turn = Drehen
desk-help = Tasten der Tastatur
desk-help-short = Tasten
desk-opening = Wird geöffnet und geprüft …
desk-tile = Seite { $page }
desk-tile-file = Datei { $file }, Seite { $page }
desk-key-pages = Nächste und vorige Seite
desk-key-scroll = Die Seite bewegen
desk-key-zoom = Größer und kleiner
desk-key-width = Ganze Breite
desk-key-page = Ganze Seite
desk-key-turn = Drehen
desk-key-records = Nächster und voriger Befund
desk-key-ends = Erste und letzte Seite
desk-key-leave = Zurück zum Fall
desk-key-help = Diese Tasten zeigen
document-file-empty = Diese Datei ist leer.
document-file-too-large = Diese Datei ist zu groß, um hier gezeigt zu werden.
document-unknown-type = Diese Art von Datei kann hier nicht gezeigt werden.
document-pdf-locked = Dieses PDF ist mit einem Passwort verschlossen.
document-pdf-damaged = Dieses PDF ist beschädigt und kann nicht gezeigt werden.
document-pdf-empty = Dieses PDF hat keine Seiten.
document-image-damaged = Dieses Bild ist beschädigt und kann nicht gezeigt werden.
document-image-too-large = Dieses Bild hat zu viele Punkte, um hier gezeigt zu werden.
document-page-damaged = Diese Seite ist beschädigt und kann nicht gezeigt werden.
document-page-too-slow = Diese Seite dauert zu lange und wurde angehalten.
document-whole = Die Datei selbst ist ganz und unverändert angekommen. Sie können den verschlossenen Fall herunterladen und mit dem Werkzeug für Gutachter öffnen.
document-cut = Dieses Dokument ist sehr lang. Hier werden nur seine ersten 2000 Seiten gezeigt.

## Einstellungen

words-title = Meine sechs Wörter
reviewer-words-why = Wenn ein Patient oder die Klinik fragt, ob wirklich Sie es sind, lesen Sie diese sechs Wörter vor. Sie sind kein Geheimnis.
passkeys-why = Jeder Passkey ist eine Tür zu Ihrem Konto. Wenn Sie zwei Geräte benutzen, legen Sie auf jedem einen an.
passkey-opens = Öffnet Ihr Konto
passkey-opens-not = Meldet Sie an. Um Ihr Konto auf einem neuen Gerät zu öffnen, brauchen Sie auch Ihr Zugangsblatt.
passkey-remove-why = Er lässt dann niemanden mehr hinein. Bitte löschen Sie ihn auch in der Passwortliste Ihres Geräts.
language-size = Größere Buchstaben stellen Sie mit dem Zoom Ihres Browsers ein. Diese Seite richtet sich danach.
sheet-what = Ihr Zugangsblatt ist ein Blatt Papier mit 24 Wörtern. Damit kommen Sie wieder hinein, auch wenn alle Geräte verloren sind.
sheet-without = Ohne das Blatt und ohne Ihren Passkey kann niemand Ihr Konto wieder öffnen: die Klinik nicht, und wir nicht.
sheet-secret = Wer dieses Blatt hat, kann Ihr Konto öffnen. Bewahren Sie es sicher auf.
sign-out-now = Auf diesem Gerät abmelden
sign-out-clears = Beim Abmelden wird Ihr Konto von diesem Gerät entfernt. Nichts von dem, was Patienten geteilt haben, bleibt hier.
key-file-title = Schlüsseldatei für meinen Computer
key-file-lead = Das Werkzeug für Gutachter öffnet verschlossene Fälle auf Ihrem eigenen Computer, ohne diese Seite. Es braucht eine Datei mit Ihrem Schlüssel, verschlossen mit einem Kennsatz, den Sie wählen.
key-file-care = Wer diese Datei und ihren Kennsatz hat, kann alles lesen, was mit Ihnen geteilt wird. Bewahren Sie beide getrennt auf, und senden Sie sie nie per E-Mail.
key-file-passphrase = Kennsatz
key-file-hint = Mindestens { $count } Zeichen. Gut sind vier oder fünf Wörter, die nicht zusammengehören.
key-file-again = Noch einmal derselbe
key-file-short = Bitte nehmen Sie mindestens { $count } Zeichen.
key-file-differs = Die beiden sind nicht gleich. Bitte tippen Sie sie noch einmal.
key-file-make = Schlüsseldatei anlegen
key-file-saved = { $name } ist bei Ihren Downloads.
key-file-next = Bitte schreiben Sie den Kennsatz jetzt auf: Niemand kann ihn für Sie herausfinden. Wenn Sie ihn vergessen, legen Sie eine neue Schlüsseldatei an.
