"""What a report says in German: the same layouts as in English, other words, a comma for the point of decimals.

All people, clinics and values are invented. An analyte is written as one laboratory or another writes it, in one of
the units that are usual in Germany, and goes with the name and unit under which the app keeps it.
"""
from __future__ import annotations

from types import SimpleNamespace

FIRST = "Jürgen Anna Günther Käthe Björn Sören Lena Jörg Ruth Müzeyyen Hölger Daniel Felix Änne Zoë Clara Uwe Irène Marie Götz Dörte Hans".split()
LAST = "Müller Schäfer Köhler Günther Weiß Großmann Jäger Krüger Schröder Böhm Franke Özdemir Bauer Strauß Löffler Meißner Vogt Kühn Haßler Brandt".split()
CLINIC = ["Universitätsklinikum Nordbrück", "Städtisches Krankenhaus Süßen", "Onkologische Praxis am Königsplatz", "Medizinisches Labor Dr. Köster",
          "Institut für Pathologie Mühltal", "Radiologisches Zentrum Schönau", "Klinikum Bad Überfeld", "Gemeinschaftspraxis für Labormedizin"]
DEPT = ["Klinik für Gastroenterologie", "Medizinische Klinik II, Onkologie", "Zentrallabor, Klinische Chemie", "Abteilung für Diagnostische Radiologie", "Institut für Pathologie", "Allgemein- und Viszeralchirurgie"]
STREET = ["Lindenstraße", "Königsallee", "Hauptstraße", "Gärtnerweg", "Mühlgasse", "Bahnhofstraße", "Schloßplatz"]
CITY = ["Nordbrück", "Süßen", "Mühltal", "Überfeld", "Schönau", "Grünwald"]


def _in(kept, unit, *variants):
    """Variants of one analyte: (name, unit, reference, low, high, decimals), and the unit where another is kept."""
    return [(*v[:6], kept, v[6] if len(v) > 6 else unit) for v in variants]


# The first is on every page.
ANALYTES = [
    _in("CA 19-9", "U/mL", ("CA 19-9", "U/ml", "< 37", 0, 37, 1), ("CA 19-9", "kU/l", "< 37,0", 0, 37, 1, "kU/L")),
    _in("CEA", "µg/L", ("CEA", "µg/l", "< 5,0", 0, 5, 1), ("CEA", "ng/ml", "< 3,8", 0, 3.8, 1, "ng/mL")),
    _in("CA 125", "U/mL", ("CA 125", "U/ml", "< 35", 0, 35, 1)),
    _in("AFP", "µg/L", ("AFP", "µg/l", "< 8,1", 0, 8.1, 1), ("AFP", "ng/ml", "< 7,0", 0, 7, 1, "ng/mL")),
    _in("Bilirubin, total", "mg/dL", ("Bilirubin gesamt", "mg/dl", "0,2 - 1,2", .2, 1.2, 2), ("Bilirubin, gesamt", "mg/dl", "< 1,20", .2, 1.2, 2),
        ("Gesamtbilirubin", "µmol/l", "3,4 - 21,0", 3.4, 21, 1, "µmol/L")),
    _in("Bilirubin, direct", "mg/dL", ("Bilirubin direkt", "mg/dl", "< 0,30", 0, .3, 2), ("Bilirubin, direkt", "µmol/l", "< 5,0", .5, 5, 1, "µmol/L")),
    _in("ALT", "U/L", ("GPT (ALAT)", "U/l", "< 50", 7, 50, 0), ("ALAT (GPT)", "U/l", "10 - 50", 10, 50, 0), ("GPT", "U/l", "< 45", 7, 45, 0)),
    _in("AST", "U/L", ("GOT (ASAT)", "U/l", "< 50", 10, 50, 0), ("ASAT (GOT)", "U/l", "10 - 50", 10, 50, 0), ("GOT", "U/l", "< 40", 7, 40, 0)),
    _in("ALP", "U/L", ("Alk. Phosphatase", "U/l", "40 - 130", 40, 130, 0), ("Alkalische Phosphatase", "U/l", "35 - 104", 35, 104, 0), ("AP", "U/l", "40 - 130", 40, 130, 0)),
    _in("GGT", "U/L", ("Gamma-GT", "U/l", "< 60", 8, 60, 0), ("GGT", "U/l", "< 40", 8, 40, 0)),
    _in("Lipase", "U/L", ("Lipase", "U/l", "13 - 60", 13, 60, 0)),
    _in("Amylase", "U/L", ("Amylase", "U/l", "28 - 100", 28, 100, 0)),
    _in("Albumin", "g/L", ("Albumin", "g/l", "35 - 52", 35, 52, 1), ("Albumin", "g/dl", "3,5 - 5,2", 3.5, 5.2, 1, "g/dL")),
    _in("Total protein", "g/dL", ("Gesamteiweiß", "g/dl", "6,4 - 8,3", 6.4, 8.3, 1), ("Eiweiß gesamt", "g/l", "64 - 83", 64, 83, 1, "g/L")),
    _in("Creatinine", "mg/dL", ("Kreatinin", "mg/dl", "0,70 - 1,20", .7, 1.2, 2), ("Kreatinin", "µmol/l", "62 - 106", 62, 106, 0, "µmol/L")),
    _in("eGFR", "mL/min", ("eGFR (CKD-EPI)", "ml/min", "> 60", 60, 120, 0), ("GFR (CKD-EPI)", "ml/min", "> 90", 60, 120, 0)),
    _in("Urea", "mg/dL", ("Harnstoff", "mg/dl", "17 - 43", 17, 43, 0), ("Harnstoff", "mmol/l", "2,8 - 7,2", 2.8, 7.2, 1, "mmol/L")),
    _in("Sodium", "mmol/L", ("Natrium", "mmol/l", "136 - 145", 136, 145, 0)),
    _in("Potassium", "mmol/L", ("Kalium", "mmol/l", "3,5 - 5,1", 3.5, 5.1, 1), ("Kalium", "mmol/l", "3,50 - 5,10", 3.5, 5.1, 2)),
    _in("Calcium", "mmol/L", ("Calcium", "mmol/l", "2,20 - 2,55", 2.2, 2.55, 2), ("Kalzium", "mmol/l", "2,15 - 2,50", 2.15, 2.5, 2)),
    _in("Glucose", "mg/dL", ("Glukose", "mg/dl", "70 - 99", 70, 99, 0), ("Glucose", "mmol/l", "3,9 - 5,5", 3.9, 5.5, 1, "mmol/L")),
    _in("HbA1c", "%", ("HbA1c", "%", "4,0 - 5,6", 4, 5.6, 1), ("HbA1c", "mmol/mol", "20 - 38", 20, 38, 0, "mmol/mol")),
    _in("CRP", "mg/L", ("CRP", "mg/l", "< 5,0", 0, 5, 1), ("CRP", "mg/dl", "< 0,50", 0, .5, 2, "mg/dL"), ("C-reaktives Protein", "mg/l", "< 5,0", 0, 5, 1)),
    _in("Leukocytes", "10^9/L", ("Leukozyten", "/nl", "4,0 - 10,0", 4, 10, 1), ("Leukozyten", "G/l", "3,9 - 10,2", 3.9, 10.2, 1), ("Leukozyten", "Tsd./µl", "4,00 - 10,00", 4, 10, 2)),
    _in("Erythrocytes", "10^12/L", ("Erythrozyten", "/pl", "4,2 - 5,9", 4.2, 5.9, 2), ("Erythrozyten", "T/l", "4,30 - 5,75", 4.3, 5.75, 2), ("Erythrozyten", "Mio./µl", "4,2 - 5,9", 4.2, 5.9, 1)),
    _in("Haemoglobin", "g/dL", ("Hämoglobin", "g/dl", "12,0 - 17,5", 12, 17.5, 1), ("Hämoglobin", "mmol/l", "7,4 - 10,9", 7.4, 10.9, 1, "mmol/L")),
    _in("Haematocrit", "%", ("Hämatokrit", "%", "36 - 50", 36, 50, 1), ("Hämatokrit", "l/l", "0,36 - 0,50", .36, .5, 2, "L/L")),
    _in("MCV", "fL", ("MCV", "fl", "80 - 96", 80, 96, 1)),
    _in("Platelets", "10^9/L", ("Thrombozyten", "/nl", "150 - 400", 150, 400, 0), ("Thrombozyten", "G/l", "150 - 370", 150, 370, 0), ("Thrombozyten", "Tsd./µl", "150 - 400", 150, 400, 0)),
    _in("Neutrophils", "%", ("Neutrophile", "%", "42 - 77", 42, 77, 1)),
    _in("Lymphocytes", "%", ("Lymphozyten", "%", "20 - 44", 20, 44, 1), ("Lymphozyten", "/nl", "1,0 - 3,6", 1, 3.6, 2, "10^9/L")),
    _in("Quick", "%", ("Quick", "%", "70 - 130", 70, 130, 0), ("Quickwert", "%", "70 - 120", 70, 120, 0), ("Thromboplastinzeit (Quick)", "%", "> 70", 70, 120, 0)),
    _in("INR", "", ("INR", "", "0,9 - 1,1", .9, 1.1, 2)),
    _in("aPTT", "s", ("aPTT", "s", "25 - 35", 25, 35, 1), ("PTT", "sek", "26 - 36", 26, 36, 0)),
    _in("LDH", "U/L", ("LDH", "U/l", "135 - 225", 135, 225, 0)),
    _in("Ferritin", "µg/L", ("Ferritin", "µg/l", "30 - 400", 30, 400, 0), ("Ferritin", "ng/ml", "15 - 150", 15, 150, 0, "ng/mL")),
]
SENT = {
    "ct": ["Kontrastmittelgestützte CT von Abdomen und Becken in portalvenöser Phase.", "Hypodense Raumforderung im Pankreaskopf von {a} x {b} mm, zuvor {c} x {d} mm.",
           "Der Ductus choledochus ist auf {e} mm erweitert; einliegender Kunststoffstent.", "Keine Ummauerung des Truncus coeliacus oder der Arteria mesenterica superior.",
           "Kontakt zur Vena mesenterica superior von weniger als 180 Grad.", "Zwei neue hypodense Läsionen in den Lebersegmenten {f} und {g}, die größere {e} mm, metastasenverdächtig.",
           "Kein Aszites. Milz, Nieren und Nebennieren unauffällig.", "Vergrößerter Lymphknoten im Ligamentum hepatoduodenale, Kurzachse {h} mm.",
           "Die basalen Lungenabschnitte sind frei, kein Pleuraerguss.", "Degenerative Veränderungen der Lendenwirbelsäule, keine verdächtige Knochenläsion.",
           "Im Vergleich zur Voruntersuchung vom {date} ist der Primärtumor größenkonstant.", "Pfortader und Milzvene sind durchgängig."],
    "letter": ["Wir berichten über den oben genannten Patienten, der sich vom {date} bis {date2} in unserer stationären Behandlung befand.", "Diagnose: duktales Adenokarzinom des Pankreaskopfes, Stadium II, Erstdiagnose {date}.",
               "Die Aufnahme erfolgte wegen schmerzlosem Ikterus, Gewichtsverlust von {h} kg in {f} Monaten und Müdigkeit.", "Nach Vorstellung in der interdisziplinären Tumorkonferenz wurde eine neoadjuvante Chemotherapie empfohlen.",
               "Der {f}. Zyklus der Chemotherapie wurde ohne Dosisreduktion verabreicht und gut vertragen.", "Der Tumormarker CA 19-9 fiel unter der Behandlung von {big} U/ml auf {mid} U/ml.",
               "Blutdruck {bp} mmHg, Puls {pulse} pro Minute, Temperatur {temp} C, Gewicht {w} kg.", "Das Abdomen war weich und nicht druckschmerzhaft, Darmgeräusche regelrecht.",
               "Wir empfehlen wöchentliche Kontrollen des Blutbildes und ein Staging nach {f} Zyklen.", "Pankreasenzyme sollen zu jeder Mahlzeit eingenommen werden, {big2} Einheiten je Hauptmahlzeit.",
               "Bei Fieber über 38,5 C bitten wir um sofortige Wiedervorstellung.", "Für Rückfragen stehen wir Ihnen gern zur Verfügung."],
    "path": ["Material: Pankreatoduodenektomie-Präparat, {a} x {b} x {c} mm.", "Makroskopie: unscharf begrenzter derber Tumor des Pankreaskopfes, größter Durchmesser {a} mm.",
             "Mikroskopie: mäßig differenziertes duktales Adenokarzinom mit Perineuralscheideninvasion.", "Lymphknoten: {f} von {a} regionären Lymphknoten mit Metastase.",
             "Resektionsränder: der zirkumferentielle Rand ist tumorfrei, Mindestabstand {g},{h} mm.", "Immunhistochemie: CK7 positiv, CK20 herdförmig positiv, CDX2 negativ.",
             "Die Mismatch-Reparaturproteine MLH1, MSH2, MSH6 und PMS2 sind erhalten.", "TNM-Klassifikation (UICC, 8. Auflage): pT2 pN1 L1 V0 Pn1 R0 G2.", "Proliferationsindex Ki-67: etwa {a} %."],
}
MEDS = ["Pantoprazol 40 mg Tablette", "Pankreatin 25000 Einheiten Kapsel", "Ondansetron 8 mg Tablette", "Metformin 500 mg Tablette", "Enoxaparin 40 mg Spritze", "Paracetamol 500 mg Tablette",
        "Insulin glargin 100 E/ml", "Loperamid 2 mg Kapsel", "Amlodipin 5 mg Tablette", "Dexamethason 4 mg Tablette", "Tramadol 50 mg Kapsel", "Magnesium 300 mg Beutel"]

GERMAN = SimpleNamespace(
    first=FIRST, last=LAST, clinic=CLINIC, dept=DEPT, street=STREET, city=CITY, sent=SENT, meds=MEDS,
    analytes=lambda r: [variants[int(r.integers(len(variants)))] for variants in ANALYTES],
    point=",", flags=("+", "-"), address="{street} {number}, {code} {city}  Tel. 0555-{tel}",
    patient="Patient:", born="geb. am:", report="Befund-Nr.:", date="Datum:", insurance="Vers.-Nr.:", collected="Entnahme:",
    title={"lab": "Laborbefund", "radiology": "Befundbericht CT Abdomen und Becken", "letter": "Entlassungsbrief", "pathology": "Pathologisch-anatomische Begutachtung", "medication": "Medikationsplan"},
    heads={"radiology": ["Klinische Angaben:", "Technik:", "Befund:", "Beurteilung:"], "letter": ["Diagnosen:", "Anamnese:", "Verlauf:", "Empfehlung:"],
           "pathology": ["Material:", "Makroskopie:", "Mikroskopie:", "Diagnose:"]},
    stamps=["KOPIE", "EINGANG", "ENDBEFUND", "EILT"], footer="Seite 1 von {pages}   {clinic}   Dieser Befund ist ohne Unterschrift gültig.",
    lab_columns=("Untersuchung", "Ergebnis", "Einheit", "Referenzbereich"),
    note="Anmerkung: CA 19-9 mittels Elektrochemilumineszenz-Immunoassay bestimmt. Werte verschiedener Methoden dürfen nicht verglichen werden.",
    med_columns=("Wirkstoff", "Dosierung", "Hinweis"), remarks=["vor dem Essen", "zum Essen", "bei Bedarf", "zur Nacht", "für 5 Tage"],
    thermal=("ZENTRALLABOR", "GERÄT %d  SN %d", "*** ENDE DES BEFUNDES ***"), short={})
