### Wörter, die mehrere Seiten brauchen: die der Patientin, des Patienten und die der Fachleute.

product-name = Second Look
page-title = { $screen } – Second Look

back = Zurück
next = Weiter
close = Schließen
cancel = Abbrechen
done = Fertig
try-again = Noch einmal versuchen
not-now = Jetzt nicht
copy = Kopieren
copied = Kopiert
print = Drucken
loading = Einen Moment …
step-of = Schritt { $now } von { $total }
word-list = Wörter zum Vergleichen
offline = Sie sind ohne Internet. Alles, was Sie tun, bleibt auf diesem Telefon und geht von selbst weiter, sobald es wieder Internet gibt.
language = Sprache
settings = Einstellungen

kind-pathology-report = Pathologie-Befund
kind-pathology-slides = Gewebeschnitte der Pathologie
kind-imaging-study = CT, MRT oder andere Aufnahmen
kind-imaging-report = Befund zu einer Aufnahme
kind-laboratory-results = Blut- und Laborwerte
kind-operative-report = Operationsbericht
kind-treatment-history = Bisherige Behandlung
kind-medicines = Liste der Medikamente
kind-referral-letter = Arztbrief
kind-other = Etwas anderes
kind-unknown = Ich weiß es nicht

pages-count = { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
}
records-count = { $count ->
    [one] 1 Unterlage
   *[other] { $count } Unterlagen
}

values-table = Laborwerte, von der Patientin oder dem Patienten mit dem Papier verglichen
