### What the reviewer reads: a busy specialist, at a wide screen with a keyboard, sometimes on a phone.
### The page loads common, errors and patient before this; where a sentence stands there, too, this one counts.

## Beginning

reviewer-welcome-title = For reviewers
reviewer-welcome-lead = Here you read records that patients have shared with you. They are opened on your own device only.
reviewer-welcome-sign-in = Sign in
reviewer-welcome-new = New here? Please open the link of the invitation that the clinic sent you.
reviewer-welcome-patient = Are you a patient?
reviewer-welcome-patient-link = Go to the page for patients
invited-title = You are invited as a reviewer
invited-lead = Patients will share records with you and ask for your opinion. Nobody in between can read them. It takes three steps:
invited-passkey = Make a passkey: your fingerprint, your face or your PIN opens your account. Your device may ask twice.
invited-apply = Say who you are: name, specialty and languages.
invited-words = Read six words to the clinic by telephone. Then patients can find you.
invited-clinic = Please compare these words with the clinic’s letter, or ask by telephone. If even one is different, don’t go on.
invited-begin = Make my passkey
have-account = I have an account
enrol-step-passkey = Please answer your device’s question.
enrol-step-passkey-again = Your device asks once more. That is normal. Please confirm again.
sign-in-lead = Open your account with your fingerprint, your face or your PIN.
sign-in-none = New device, or no passkey on this one? Your recovery sheet lets you back in.
locked-why = You are signed in, but this passkey alone can’t open your account on this device.
locked-safe = Nothing is lost. Your recovery sheet opens it, and so may another of your passkeys.
recover-open = Open my account
recovered-done = Your account is open on this device.
recovered-why = Do you want to open it with your fingerprint, your face or your PIN next time? Then make a passkey on this device now.
recovered-add = Make a passkey on this device
other-role-title = You are signed in as a patient
other-role-why = This page is for reviewers. Your own records are on the page for patients.
other-role-go = Go to my records

## Application

apply-title = Who are you?
apply-lead = Patients read this before they share anything with you. The clinic checks it first.
apply-name = Name
apply-name-hint = As patients should read it, for example: Dr. Maria Weber
apply-name-missing = Please write your name.
apply-specialty = Specialty
apply-specialty-hint = For example: Pathology
apply-specialty-missing = Please write your specialty.
apply-credentials = Qualifications
apply-credentials-hint = For example: FRCPath, consultant since 2009. You may leave this empty.
apply-languages = Languages in which you read and answer
apply-languages-missing = Please choose at least one language, and at most 20.
apply-send = Send to the clinic
waiting-title = Waiting for the clinic
waiting-sent = Your application is with the clinic.
waiting-by-itself = This page goes on by itself when you are approved. You can close it and come back.
waiting-words = Your six words
waiting-why = The clinic calls you, or you call the clinic. Read these six words aloud. The clinic approves you only when they are the same.
waiting-look = Look again
waiting-change = Change what I wrote
revoked-title = You are no longer on the clinic’s list
revoked-why = The clinic has taken you off its list, so patients can’t share anything with you.
revoked-next = If that surprises you, please call the clinic. To come back you need a new invitation.
entry-expired = Your entry on the clinic’s list ended on { $date }. You can still read what was shared with you. Please call the clinic, so that patients can find you again.
entry-renew = Apply again

## Inbox

inbox-title = Inbox
inbox-empty = Nothing has been shared with you yet.
inbox-empty-then = When a patient shares records with you, they appear here by themselves.
inbox-group-new = New
inbox-group-opened = Opened
inbox-group-over = Over
inbox-unknown = A case that can’t be opened
inbox-given = Shared on { $date }
inbox-until = Open until { $date }
inbox-over-withdrawn = Sharing was stopped by the patient
inbox-over-ended = The time is over
reviewer-offline = You are offline, or the clinic’s storage can’t be reached. This page goes on by itself when the internet is back.
sheet-reminder = You have no recovery sheet yet. If you lose this device, you lose access to everything that was shared with you.
sheet-reminder-make = Make my recovery sheet
trouble-title = Something is not right
to-inbox = Inbox
to-start = To the inbox
gone-why = What you are looking for was closed or taken away. Everything else is still in your inbox.

## A case

case-title = Shared records
case-question = What the patient wants to know
case-no-question = The patient has not written a question.
case-read = Read the records
case-consent = What the patient agreed to
case-from = The patient’s six words
case-given = Shared on
case-until = You may read until the end of
case-screen = The words that the patient saw and signed
case-problem-title = This case stays closed
files-count = { $count ->
    [one] 1 file
   *[other] { $count } files
}
over-withdrawn-title = The patient has stopped sharing
over-withdrawn = You can no longer open these records. The patient does not have to give a reason.
over-ended-title = The time is over
over-ended = The time that the patient chose has ended, so you can no longer open these records.
over-deleted = This device has deleted what it held of this case.
over-deleted-stated = The patient can see that.
over-deleted-waiting = The patient will see that as soon as the clinic’s storage can be reached.
over-own-copies = If you have saved or printed anything of this case yourself, please delete or destroy that, too.
download-title = On your own computer
download-why = You can take the whole case along as one sealed file and open it with the reviewer’s tool.
download-case = Download the sealed case
download-going = Collecting and checking the file …
download-detail = { $done } of { $total }
download-saved = { $name } is in your downloads.
download-open = To open it you need the tool and your key file:
download-delete = If the patient stops sharing, please delete the file and everything that you made of it.

## The reading desk

desk-frame = Document: { $title }
desk-leave = Case
desk-records = Records
desk-pages = Pages
desk-tools = Page and size
desk-previous-record = Previous record
desk-next-record = Next record
desk-previous = Previous page
desk-previous-short = Previous
desk-next = Next page
desk-next-short = Next
desk-place = Page { $page } of { $pages }
desk-place-file = File { $file } of { $files }, page { $page } of { $pages }
desk-smaller = Smaller
desk-smaller-short = Smaller
desk-larger = Larger
desk-larger-short = Larger
desk-zoom = { $percent } %
desk-fit-width = Full width
desk-fit-page = Whole page
desk-turn = Turn
desk-whole = Whole photo
desk-help = Keys on the keyboard
desk-help-short = Keys
desk-opening = Opening and checking …
desk-tile = Page { $page }
desk-tile-file = File { $file }, page { $page }
desk-key-pages = Next and previous page
desk-key-scroll = Move the page
desk-key-zoom = Larger and smaller
desk-key-width = Full width
desk-key-page = Whole page
desk-key-turn = Turn
desk-key-records = Next and previous record
desk-key-ends = First and last page
desk-key-leave = Back to the case
desk-key-help = Show these keys
document-file-empty = This file is empty.
document-file-too-large = This file is too large to be shown here.
document-unknown-type = This kind of file can’t be shown here.
document-pdf-locked = This PDF is locked with a password.
document-pdf-damaged = This PDF is damaged and can’t be shown.
document-pdf-empty = This PDF has no pages.
document-image-damaged = This picture is damaged and can’t be shown.
document-image-too-large = This picture has too many dots to be shown here.
document-page-damaged = This page is damaged and can’t be shown.
document-page-too-slow = This page takes too long, so it was stopped.
document-whole = The file itself arrived whole and unchanged. You can download the sealed case and open it with the reviewer’s tool.
document-cut = This document is very long. Only its first 2000 pages are shown here.
document-doubted = The patient kept this page although the phone found it hard to read: { $doubts }.
doubted-blurred = blurred
doubted-covered = partly covered
doubted-cut-off = cut off
doubted-dark = too dark
doubted-glare = glare
doubted-hard-to-read = some words hard to read
doubted-no-page = no page seen
doubted-too-small = print too small
doubted-two-pages = two pages in one photo

## Settings

words-title = My six words
reviewer-words-why = When a patient or the clinic asks whether it is really you, read these six words aloud. They are no secret.
passkeys-why = Each passkey is a door to your account. If you use two devices, make one on each.
passkey-opens = Opens your account
passkey-opens-not = Signs you in. To open your account on a new device you also need your recovery sheet.
passkey-remove-why = It will no longer let anybody in. Please delete it in your device’s password list as well.
language-size = To make the letters larger, use your browser’s zoom. This page follows it.
sheet-what = Your recovery sheet is a piece of paper with 24 words. With it you get back in, even if every device is lost.
sheet-without = Without the sheet and without your passkey nobody can open your account again: not the clinic, not us.
sheet-secret = Whoever holds this sheet can open your account. Keep it safe.
sign-out-now = Sign out of this device
sign-out-clears = Signing out removes your account from this device. Nothing of what patients shared stays here.
key-file-title = Key file for my own computer
key-file-lead = The reviewer’s tool opens sealed cases on your own computer, without this page. It needs a file with your key, locked with a passphrase that you choose.
key-file-care = Whoever has this file and its passphrase can read everything that is shared with you. Keep the two apart, and never send them by e-mail.
key-file-passphrase = Passphrase
key-file-hint = At least { $count } characters. Four or five words that don’t belong together are good.
key-file-again = The same once more
key-file-short = Please use at least { $count } characters.
key-file-differs = The two are not the same. Please type them again.
key-file-make = Make the key file
key-file-saved = { $name } is in your downloads.
key-file-next = Please write down the passphrase now: nobody can find it out for you. If you forget it, make a new key file.
