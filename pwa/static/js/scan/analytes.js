// What a laboratory measures, as reports name it. For each: the name under which it is kept, how reports write it (without
// spaces and signs, in small letters, ä as a and ß as ss), and the units in which it comes, each with the least and the most
// that a living person may have, and how many decimals laboratories print. A value outside is read again by a person, not
// refused.

/**
 * @typedef {{unit: string, least: number, most: number, decimals: readonly number[]}} Unit
 * @typedef {{name: string, written: readonly string[], units: readonly Unit[]}} Analyte
 */

/**
 * @param {string} unit @param {number} least @param {number} most @param {...number} decimals
 * @returns {Unit}
 */
function unit(unit, least, most, ...decimals) {
  return { unit, least, most, decimals };
}

const perLitre = (/** @type {number} */ most) => [unit("U/L", 1, most, 0, 1)];
const cells = (/** @type {number} */ most, /** @type {number[]} */ ...decimals) => [
  unit("10^9/L", 0, most, ...decimals),
  unit("%", 0, 100, 0, 1),
];

/** @type {readonly Analyte[]} */
export const ANALYTES = [
  {
    name: "CA 19-9",
    written: ["ca199", "ca199cobas", "ga199"],
    units: [unit("U/mL", 0, 1_000_000, 1, 2), unit("kU/L", 0, 1_000_000, 1, 2)],
  },
  {
    name: "CEA",
    written: ["cea", "carcinoembryonicantigen"],
    units: [unit("ng/mL", 0, 100_000, 1, 2), unit("µg/L", 0, 100_000, 1, 2)],
  },
  {
    name: "CA 125",
    written: ["ca125"],
    units: [unit("U/mL", 0, 100_000, 1), unit("kU/L", 0, 100_000, 1)],
  },
  {
    name: "AFP",
    written: ["afp", "alphafetoprotein"],
    units: [unit("ng/mL", 0, 100_000, 1, 2), unit("µg/L", 0, 100_000, 1, 2)],
  },
  {
    name: "Bilirubin, total",
    written: [
      "bilirubintotal",
      "totalbilirubin",
      "bilirubin",
      "tbil",
      "bilirubingesamt",
      "gesamtbilirubin",
      "bilirubinges",
    ],
    units: [unit("mg/dL", 0, 60, 1, 2), unit("µmol/L", 0, 1000, 0, 1)],
  },
  {
    name: "Bilirubin, direct",
    written: [
      "bilirubindirect",
      "directbilirubin",
      "conjugatedbilirubin",
      "dbil",
      "bilirubindirekt",
      "direktesbilirubin",
    ],
    units: [unit("mg/dL", 0, 50, 1, 2), unit("µmol/L", 0, 800, 0, 1)],
  },
  {
    name: "ALT",
    written: ["alt", "altgpt", "gpt", "gptalt", "sgpt", "alat", "gptalat", "alatgpt"],
    units: perLitre(20_000),
  },
  {
    name: "AST",
    written: ["ast", "astgot", "got", "gotast", "sgot", "asat", "gotasat", "asatgot"],
    units: perLitre(20_000),
  },
  {
    name: "ALP",
    written: ["alp", "alkalinephosphatase", "alkphos", "ap", "alkalischephosphatase", "alkphosphatase"],
    units: perLitre(10_000),
  },
  {
    name: "GGT",
    written: ["ggt", "gammagt", "gammaglutamyltransferase", "ygt", "γgt"],
    units: perLitre(10_000),
  },
  { name: "Lipase", written: ["lipase", "lip"], units: perLitre(20_000) },
  { name: "Amylase", written: ["amylase", "amy"], units: perLitre(20_000) },
  { name: "LDH", written: ["ldh", "lactatedehydrogenase"], units: perLitre(20_000) },
  {
    name: "Albumin",
    written: ["albumin", "alb"],
    units: [unit("g/L", 5, 80, 0, 1), unit("g/dL", 0.5, 8, 1, 2)],
  },
  {
    name: "Total protein",
    written: ["totalprotein", "tp", "protein", "gesamteiweiss", "eiweissgesamt", "eiweiss", "gesamtprotein"],
    units: [unit("g/L", 20, 150, 0, 1), unit("g/dL", 2, 15, 1, 2)],
  },
  {
    name: "Creatinine",
    written: ["creatinine", "crea", "kreatinin", "krea"],
    units: [unit("mg/dL", 0.1, 30, 1, 2), unit("µmol/L", 10, 2500, 0, 1)],
  },
  {
    name: "eGFR",
    written: ["egfr", "egfrckdepi", "gfr", "gfrckdepi", "egfrnachckdepi", "gfrnachckdepi"],
    units: [unit("mL/min", 1, 250, 0), unit("mL/min/1.73m²", 1, 250, 0)],
  },
  {
    name: "Urea",
    written: ["urea", "harnstoff", "bun"],
    units: [unit("mg/dL", 1, 500, 0, 1), unit("mmol/L", 0.5, 100, 1, 2)],
  },
  { name: "Sodium", written: ["sodium", "na", "natrium"], units: [unit("mmol/L", 90, 200, 0, 1)] },
  { name: "Potassium", written: ["potassium", "k", "kalium"], units: [unit("mmol/L", 1.5, 10, 1, 2)] },
  {
    name: "Calcium",
    written: ["calcium", "ca", "kalzium"],
    units: [unit("mmol/L", 0.5, 5, 2), unit("mg/dL", 3, 20, 1)],
  },
  {
    name: "Glucose",
    written: ["glucose", "glu", "glukose", "blutzucker"],
    units: [unit("mg/dL", 10, 1500, 0), unit("mmol/L", 0.5, 80, 1, 2)],
  },
  {
    name: "HbA1c",
    written: ["hba1c", "hbalc", "hbaic"],
    units: [unit("%", 2, 20, 1), unit("mmol/mol", 10, 200, 0)],
  },
  {
    name: "CRP",
    written: ["crp", "creactiveprotein", "creaktivesprotein"],
    units: [unit("mg/L", 0, 700, 1), unit("mg/dL", 0, 70, 1, 2)],
  },
  { name: "Leukocytes", written: ["leukocytes", "wbc", "leukozyten", "leukos"], units: cells(500, 1, 2) },
  {
    name: "Erythrocytes",
    written: ["erythrocytes", "rbc", "erythrozyten"],
    units: [unit("10^12/L", 0.5, 10, 1, 2)],
  },
  {
    name: "Haemoglobin",
    written: ["haemoglobin", "hemoglobin", "hgb", "hb", "hamoglobin"],
    units: [unit("g/dL", 2, 25, 1), unit("g/L", 20, 250, 0), unit("mmol/L", 1, 16, 1)],
  },
  {
    name: "Haematocrit",
    written: ["haematocrit", "hematocrit", "hct", "hamatokrit"],
    units: [unit("%", 5, 80, 0, 1), unit("L/L", 0.05, 0.8, 2, 3)],
  },
  { name: "MCV", written: ["mcv"], units: [unit("fL", 40, 150, 0, 1)] },
  {
    name: "Platelets",
    written: ["platelets", "plt", "thrombocytes", "thrombozyten", "thrombos"],
    units: [unit("10^9/L", 0, 3000, 0)],
  },
  {
    name: "Neutrophils",
    written: ["neutrophils", "neut", "neutrophile", "neutrophilegranulozyten"],
    units: cells(300, 1, 2),
  },
  { name: "Lymphocytes", written: ["lymphocytes", "lymph", "lymphozyten"], units: cells(500, 1, 2) },
  {
    name: "Quick",
    written: ["quick", "quickwert", "thromboplastinzeit", "thromboplastinzeitquick", "tpz", "tpzquick"],
    units: [unit("%", 5, 150, 0)],
  },
  { name: "INR", written: ["inr"], units: [unit("", 0.5, 20, 1, 2)] },
  { name: "aPTT", written: ["aptt", "ptt"], units: [unit("s", 10, 300, 0, 1)] },
  {
    name: "Ferritin",
    written: ["ferritin", "ferr"],
    units: [unit("ng/mL", 0, 100_000, 0, 1), unit("µg/L", 0, 100_000, 0, 1)],
  },
];

/** What is written nearly like one of these, and is something else. */
export const OTHER_NAMES = Object.freeze([
  "haptoglobin",
  "acidphosphatase",
  "bilirubinind",
  "bilirubinindirect",
  "indirectbilirubin",
  "unconjugatedbilirubin",
  "bilirubinindirekt",
  "indirektesbilirubin",
]);

/** Other ways to write a unit, l for litre being written L: the numbers before them are the same. */
export const SAME_UNITS = new Map([
  ["/nL", "10^9/L"],
  ["G/L", "10^9/L"],
  ["Gpt/L", "10^9/L"],
  ["Tsd/µL", "10^9/L"],
  ["10^3/µL", "10^9/L"],
  ["/pL", "10^12/L"],
  ["T/L", "10^12/L"],
  ["Tpt/L", "10^12/L"],
  ["Mio/µL", "10^12/L"],
  ["10^6/µL", "10^12/L"],
  ["sec", "s"],
  ["sek", "s"],
  ["Sek", "s"],
]);
