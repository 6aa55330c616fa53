### Words that several pages use: the patient's and the reviewer's.

product-name = Second Look
page-title = { $screen } – Second Look

back = Back
next = Next
close = Close
cancel = Cancel
done = Done
try-again = Try again
not-now = Not now
copy = Copy
copied = Copied
print = Print
loading = One moment …
step-of = Step { $now } of { $total }
word-list = Words to compare
offline = There is no internet right now. Everything you do is kept on this phone, and goes on by itself when the internet is back.
language = Language
settings = Settings

kind-pathology-report = Pathology report
kind-pathology-slides = Pathology slides
kind-imaging-study = CT, MRI or other scans
kind-imaging-report = Report about a scan
kind-laboratory-results = Blood and laboratory results
kind-operative-report = Operation report
kind-treatment-history = Treatment so far
kind-medicines = List of medicines
kind-referral-letter = Doctor’s letter
kind-other = Something else
kind-unknown = I don’t know

pages-count = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
records-count = { $count ->
    [one] 1 record
   *[other] { $count } records
}

values-table = Laboratory values, compared with the paper by the patient
