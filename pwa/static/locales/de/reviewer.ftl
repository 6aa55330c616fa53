### Was Ärztinnen und Ärzte lesen: viel beschäftigt, an einem breiten Bildschirm mit Tastatur, manchmal am Telefon.
### Die Seite lädt vorher common, errors und patient; steht ein Satz auch dort, gilt der hiesige.

## Beginn

reviewer-welcome-title = Für Ärztinnen und Ärzte
reviewer-welcome-lead = Hier lesen Sie Unterlagen, die für Sie freigegeben wurden. Geöffnet werden sie nur auf Ihrem eigenen Gerät.
reviewer-welcome-sign-in = Anmelden
reviewer-welcome-new = Neu hier? Bitte öffnen Sie den Link der Einladung, die Ihnen die Klinik geschickt hat.
reviewer-welcome-patient = Geht es um Ihre eigenen Unterlagen?
reviewer-welcome-patient-link = Zur Seite für Patientinnen und Patienten
invited-title = Sie sind als Ärztin oder Arzt eingeladen
invited-lead = Patientinnen und Patienten werden Unterlagen für Sie freigeben und Sie nach Ihrer Meinung fragen. Dazwischen kann sie niemand lesen. Es sind drei Schritte:
invited-passkey = Sie machen einen Passkey: Ihr Fingerabdruck, Ihr Gesicht oder Ihre PIN öffnet Ihr Konto. Vielleicht fragt Ihr Gerät zweimal.
invited-apply = Sie sagen, wer Sie sind: Name, Fachgebiet und Sprachen.
invited-words = Sie lesen der Klinik am Telefon sechs Wörter vor. Danach können Patientinnen und Patienten Sie finden.
invited-clinic = Bitte vergleichen Sie diese Wörter mit dem Brief der Klinik, oder fragen Sie am Telefon danach. Wenn auch nur eines anders ist, machen Sie nicht weiter.
invited-begin = Passkey machen
have-account = Ich habe ein Konto
enrol-step-passkey = Bitte antworten Sie auf die Frage Ihres Geräts.
enrol-step-passkey-again = Ihr Gerät fragt noch einmal. Das ist in Ordnung. Bitte bestätigen Sie noch einmal.
sign-in-lead = Öffnen Sie Ihr Konto mit Fingerabdruck, Gesicht oder PIN.
sign-in-none = Neues Gerät, oder kein Passkey auf diesem? Mit Ihrem Zugangsblatt kommen Sie wieder hinein.
locked-why = Sie sind angemeldet, aber dieser Passkey allein kann Ihr Konto auf diesem Gerät nicht öffnen.
locked-safe = Es ist nichts verloren. Ihr Zugangsblatt öffnet es, vielleicht auch ein anderer Passkey von Ihnen.
recover-open = Mein Konto öffnen
recovered-done = Ihr Konto ist auf diesem Gerät offen.
recovered-why = Möchten Sie es beim nächsten Mal mit Fingerabdruck, Gesicht oder PIN öffnen? Dann machen Sie jetzt einen Passkey auf diesem Gerät.
recovered-add = Passkey auf diesem Gerät machen
other-role-title = Sie sind mit Ihrem eigenen Fall angemeldet
other-role-why = Diese Seite ist für Ärztinnen und Ärzte. Ihre eigenen Unterlagen finden Sie auf der Seite für Patientinnen und Patienten.
other-role-go = Zu meinen Unterlagen

## Angaben für die Klinik

apply-title = Wer sind Sie?
apply-lead = Patientinnen und Patienten lesen das, bevor sie etwas für Sie freigeben. Vorher prüft es die Klinik.
apply-name = Name
apply-name-hint = So, wie man ihn lesen soll, zum Beispiel: Dr. Maria Weber
apply-name-missing = Bitte schreiben Sie Ihren Namen.
apply-specialty = Fachgebiet
apply-specialty-hint = Zum Beispiel: Pathologie
apply-specialty-missing = Bitte schreiben Sie Ihr Fachgebiet.
apply-credentials = Qualifikationen
apply-credentials-hint = Zum Beispiel: Fachärztin seit 2009, Oberärztin. Das dürfen Sie leer lassen.
apply-languages = Sprachen, in denen Sie lesen und antworten
apply-languages-missing = Bitte wählen Sie mindestens eine Sprache, und höchstens 20.
apply-send = An die Klinik senden
waiting-title = Jetzt ist die Klinik an der Reihe
waiting-sent = Ihre Angaben sind bei der Klinik.
waiting-by-itself = Diese Seite geht von selbst weiter, sobald Sie auf der Liste stehen. Sie können sie schließen und wiederkommen.
waiting-words = Ihre sechs Wörter
waiting-why = Die Klinik ruft Sie an, oder Sie rufen die Klinik an. Lesen Sie diese sechs Wörter vor. Nur wenn sie gleich sind, kommen Sie auf die Liste.
waiting-look = Noch einmal nachsehen
waiting-change = Ändern, was ich geschrieben habe
revoked-title = Sie stehen nicht mehr auf der Liste der Klinik
revoked-why = Die Klinik hat Sie von ihrer Liste genommen. Deshalb kann niemand mehr etwas für Sie freigeben.
revoked-next = Wenn Sie das überrascht, rufen Sie bitte die Klinik an. Für einen neuen Anfang brauchen Sie eine neue Einladung.
entry-expired = Ihr Eintrag auf der Liste der Klinik ist am { $date } abgelaufen. Was für Sie freigegeben ist, können Sie weiter lesen. Bitte rufen Sie die Klinik an, damit man Sie wieder findet.
entry-renew = Neu eintragen lassen

## Eingang

inbox-title = Eingang
inbox-empty = Es wurde noch nichts für Sie freigegeben.
inbox-empty-then = Wenn jemand Unterlagen für Sie freigibt, erscheinen sie hier von selbst.
inbox-group-new = Neu
inbox-group-opened = Geöffnet
inbox-group-over = Vorbei
inbox-unknown = Ein Fall, der sich nicht öffnen lässt
inbox-given = Freigegeben am { $date }
inbox-until = Offen bis { $date }
inbox-over-withdrawn = Die Freigabe wurde beendet
inbox-over-ended = Die Zeit ist um
reviewer-offline = Sie sind ohne Internet, oder der Speicher der Klinik ist nicht erreichbar. Diese Seite geht von selbst weiter, sobald es wieder geht.
sheet-reminder = Sie haben noch kein Zugangsblatt. Wenn Sie dieses Gerät verlieren, kommen Sie an nichts mehr, was für Sie freigegeben wurde.
sheet-reminder-make = Mein Zugangsblatt machen
trouble-title = Etwas stimmt nicht
to-inbox = Eingang
to-start = Zum Eingang
gone-why = Was Sie suchen, wurde geschlossen oder entfernt. Alles andere ist noch in Ihrem Eingang.

## Ein Fall

case-title = Freigegebene Unterlagen
case-question = Die Frage an Sie
case-no-question = Es wurde keine Frage geschrieben.
case-read = Die Unterlagen lesen
case-consent = Was vereinbart ist
case-from = Die sechs Wörter der Patientin oder des Patienten
case-given = Freigegeben am
case-until = Sie dürfen lesen bis einschließlich
case-screen = Die Sätze, die auf dem Bildschirm standen und unterschrieben wurden
case-problem-title = Dieser Fall bleibt geschlossen
files-count = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
}
over-withdrawn-title = Die Freigabe wurde beendet
over-withdrawn = Sie können diese Unterlagen nicht mehr öffnen. Einen Grund muss dafür niemand nennen.
over-ended-title = Die Zeit ist um
over-ended = Die vereinbarte Zeit ist um. Deshalb können Sie diese Unterlagen nicht mehr öffnen.
over-deleted = Dieses Gerät hat gelöscht, was es von diesem Fall hatte.
over-deleted-stated = Die Patientin oder der Patient kann das sehen.
over-deleted-waiting = Die Patientin oder der Patient sieht das, sobald der Speicher der Klinik erreichbar ist.
over-own-copies = Wenn Sie selbst etwas von diesem Fall gespeichert oder gedruckt haben, löschen oder vernichten Sie das bitte auch.
download-title = Auf dem eigenen Computer
download-why = Sie können den ganzen Fall als eine verschlossene Datei mitnehmen und mit dem Werkzeug für Ärztinnen und Ärzte öffnen.
download-case = Den verschlossenen Fall herunterladen
download-going = Die Datei wird gesammelt und geprüft …
download-detail = { $done } von { $total }
download-saved = { $name } liegt bei Ihren Downloads.
download-open = Zum Öffnen brauchen Sie das Werkzeug und Ihre Schlüsseldatei:
download-delete = Wenn die Freigabe beendet wird, löschen Sie bitte die Datei und alles, was Sie daraus gemacht haben.

## Der Lesetisch

desk-frame = Dokument: { $title }
desk-leave = Fall
desk-records = Unterlagen
desk-pages = Seiten
desk-tools = Seite und Größe
desk-previous-record = Vorige Unterlage
desk-next-record = Nächste Unterlage
desk-previous = Vorige Seite
desk-previous-short = Vorige
desk-next = Nächste Seite
desk-next-short = Nächste
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
desk-whole = Ganzes Foto
desk-help = Tasten
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
desk-key-records = Nächste und vorige Unterlage
desk-key-ends = Erste und letzte Seite
desk-key-leave = Zurück zum Fall
desk-key-help = Diese Tasten zeigen
document-file-empty = Diese Datei ist leer.
document-file-too-large = Diese Datei ist zu groß, um sie hier zu zeigen.
document-unknown-type = Diese Art von Datei lässt sich hier nicht zeigen.
document-pdf-locked = Dieses PDF ist mit einem Passwort geschützt.
document-pdf-damaged = Dieses PDF ist beschädigt und lässt sich nicht zeigen.
document-pdf-empty = Dieses PDF hat keine Seiten.
document-image-damaged = Dieses Bild ist beschädigt und lässt sich nicht zeigen.
document-image-too-large = Dieses Bild hat zu viele Bildpunkte, um es hier zu zeigen.
document-page-damaged = Diese Seite ist beschädigt und lässt sich nicht zeigen.
document-page-too-slow = Diese Seite braucht zu lange und wurde angehalten.
document-whole = Die Datei selbst ist vollständig und unverändert angekommen. Sie können den verschlossenen Fall herunterladen und mit dem Werkzeug für Ärztinnen und Ärzte öffnen.
document-cut = Dieses Dokument ist sehr lang. Hier werden nur seine ersten 2000 Seiten gezeigt.
document-doubted = Diese Seite wurde behalten, obwohl das Telefon sie schwer lesbar fand: { $doubts }.
doubted-blurred = unscharf
doubted-covered = zum Teil verdeckt
doubted-cut-off = abgeschnitten
doubted-dark = zu dunkel
doubted-glare = Spiegelung
doubted-hard-to-read = manche Wörter schwer zu lesen
doubted-no-page = keine Seite erkannt
doubted-too-small = Schrift zu klein
doubted-two-pages = zwei Seiten in einem Foto

## Einstellungen

words-title = Meine sechs Wörter
reviewer-words-why = Wenn die Klinik oder jemand, der Ihnen Unterlagen zeigt, wissen möchte, ob wirklich Sie es sind, lesen Sie diese sechs Wörter vor. Sie sind nicht geheim. Es sind englische Wörter; Buchstabieren hilft.
passkeys-why = Jeder Passkey ist eine Tür zu Ihrem Konto. Wenn Sie zwei Geräte haben, machen Sie auf jedem einen.
passkey-opens = Öffnet Ihr Konto
passkey-opens-not = Damit melden Sie sich an. Um Ihr Konto auf einem neuen Gerät zu öffnen, brauchen Sie auch Ihr Zugangsblatt.
passkey-remove-why = Er lässt dann niemanden mehr hinein. Bitte löschen Sie ihn auch in der Passwortliste Ihres Geräts.
language-size = Größere Buchstaben stellen Sie mit dem Zoom Ihres Browsers ein. Diese Seite richtet sich danach.
sheet-what = Ihr Zugangsblatt ist ein Blatt Papier mit 24 Wörtern. Damit kommen Sie wieder hinein, auch wenn jedes Gerät verloren ist.
sheet-without = Ohne das Blatt und ohne Ihren Passkey kann niemand Ihr Konto wieder öffnen: nicht die Klinik, nicht wir.
sheet-secret = Wer dieses Blatt hat, kann Ihr Konto öffnen. Bewahren Sie es gut auf.
sign-out-now = Von diesem Gerät abmelden
sign-out-clears = Beim Abmelden wird Ihr Konto von diesem Gerät entfernt. Von den Unterlagen, die für Sie freigegeben sind, bleibt hier nichts.
key-file-title = Schlüsseldatei für meinen Computer
key-file-lead = Das Werkzeug für Ärztinnen und Ärzte öffnet verschlossene Fälle auf Ihrem eigenen Computer, ohne diese Seite. Es braucht eine Datei mit Ihrem Schlüssel, geschützt mit einem langen Passwort, das Sie wählen.
key-file-care = Wer diese Datei und ihr Passwort hat, kann alles lesen, was für Sie freigegeben wird. Bewahren Sie beides getrennt auf, und schicken Sie es nie per E-Mail.
key-file-passphrase = Passwort für diese Datei
key-file-hint = Mindestens { $count } Zeichen. Gut sind vier oder fünf Wörter, die nicht zusammengehören.
key-file-again = Noch einmal dasselbe
key-file-short = Bitte nehmen Sie mindestens { $count } Zeichen.
key-file-differs = Die beiden sind nicht gleich. Bitte tippen Sie sie noch einmal ein.
key-file-make = Schlüsseldatei machen
key-file-saved = { $name } liegt bei Ihren Downloads.
key-file-next = Bitte schreiben Sie das Passwort jetzt auf: Niemand kann es für Sie herausfinden. Wenn Sie es vergessen, machen Sie eine neue Schlüsseldatei.
