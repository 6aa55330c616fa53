### What the patient reads. Short, kind, concrete: for a person who is ill, tired or frightened.

## Welcome

welcome-1-title = A second look at your records
welcome-1-lead = You would like a second opinion? We bring your real records, complete and readable, to a specialist you choose.
welcome-1-collect = Take photos of your papers with this phone, or choose files that you have.
welcome-1-choose = Choose the specialist, and which records to share.
welcome-1-answer = The specialist can read every page, and give you an answer.
welcome-1-emergency = This is not for emergencies. If you need help right now, call 112 or the emergency number of your country.
welcome-2-title = Who can read your records
welcome-2-phone = Your phone
welcome-2-phone-detail = Here you can read everything.
welcome-2-box = The clinic’s storage
welcome-2-box-detail = It keeps a locked copy. Nobody can read it there: not the clinic, not us.
welcome-2-specialist = The specialist you choose
welcome-2-specialist-detail = Can open what you share, until the day you choose.
welcome-2-choose = Nothing is shared before you say yes.
welcome-3-title = What you need
welcome-3-time = Two minutes to begin. You can stop at any time and go on later.
welcome-3-door = Your fingerprint, your face or your phone’s PIN. That is how you lock and open your records.
welcome-3-sheet = Later, before you share for the first time: paper and a pen, or a printer.
welcome-3-together = Someone by your side, if you like. You can do all this together.
start = Start
have-account = I have been here before

## Beginning

enrol-title = Lock it with your phone
enrol-lead = Your phone now makes a lock that only you can open. Phones call it a passkey.
enrol-passkey = Your phone asks for your fingerprint, your face or your PIN. It may ask twice.
enrol-no-name = You need no password and no e-mail address, and you don’t have to give your name.
enrol-backup = The clinic’s storage keeps a locked copy of your records, in case your phone breaks. Only you can open it.
enrol-button = Make my passkey
enrol-step-make = Getting ready …
enrol-step-passkey = Please answer your phone’s question.
enrol-step-passkey-again = Your phone asks once more. That is normal. Please confirm again.
enrol-step-save = Almost done …
ready-title = You are in
ready-done = Your lock is made.
ready-first = Add my first record
ready-look = Look around first
device-only = For now, your records open only on this phone, so please make your recovery sheet soon: with it, they open on any other phone.

## Signing in

sign-in-title = Welcome back
sign-in-lead = Open your records with your fingerprint, your face or your PIN.
sign-in-button = Sign in
sign-in-autofill = Or choose your passkey here
sign-in-none = New phone, or no passkey on this one? Your recovery sheet lets you back in.
have-sheet = I have my recovery sheet

## Back in with the recovery sheet

recover-title = Back in with your sheet
recover-lead = Take your recovery sheet. Type its 24 words, one after the other. Take all the time you need.
recover-scan = Scan the code on the sheet
recover-type = Type the words instead
recover-foreign = This is not the code of a recovery sheet. Please hold the square code on your sheet into the frame.
recover-word = Word { $number } of { $total }
recover-word-hint = The first four letters are enough.
recover-suggestions = Tap the right word
recover-unknown = “{ $word }” is not one of the possible words. Please look at word { $number } on your sheet again.
recover-taken = { $count ->
    [one] 1 word of 24 is in.
   *[other] { $count } words of 24 are in.
}
recover-so-far = Words so far: { $count } of 24
recover-mend = { $number } { $word }: change this word
recover-open = Open my records
recovered-title = You are back in
recovered-done = Your records are here again.
recovered-why = Do you want to open them with your fingerprint, your face or your PIN next time? Then make a passkey on this phone now.
recovered-add = Make a passkey on this phone

## When the app can't work here

broken-title = It does not work here yet
broken-other-browser = If this stays, open this address in Safari or Chrome. It often does not work inside other apps.
no-passkeys-title = Please use another browser
no-passkeys-why = This page can’t make a passkey here. Browsers inside other apps often can’t.
no-passkeys-next = Copy this address and open it in Safari or Chrome.
locked-title = One more step
locked-why = You are signed in, but this passkey alone can’t open your records on this phone.
locked-safe = Your records are safe. Your recovery sheet opens them, and so may another of your passkeys.
locked-other-passkey = Try another passkey
gone-title = This is no longer here
gone-why = What you are looking for was finished or taken away, perhaps in another window. Your other records are still there.
to-start = To my records

## Home

home-title = My records
home-next-first = Begin with one record. One page is enough for a start.
home-next-sending = Your records are on their way to the locked storage. You can go on.
home-next-choose = Your records are safely stored. Next, choose who may see them.
home-next-shared = Your records are shared. You will see here when they are opened.
home-next-opened = Your records were opened by your specialist.
home-records = Records
home-consents = Shared with
home-drafts = Not finished yet
home-draft = Record without a name
home-draft-state = { $count ->
    [one] 1 page, kept on this phone. Tap to finish.
   *[other] { $count } pages, kept on this phone. Tap to finish.
}
home-sending = Going to the locked storage
home-sending-detail = { $done } of { $total }
add-record = Add a record
send = Send to a specialist

## Adding a record

add-lead = Take a photo of each page, or choose files that you have.
add-kept = Each page is locked and kept on this phone at once. If the phone rings or the page closes, nothing is lost.
take-photo = Take a photo
take-several = Photograph several pages
choose-files = Choose photos or files
photo-name = Photo
pages-title = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
pages-check = Tap each page: can you read every word?
pages-unseen = This phone could not look at every page by itself.
pages-more = Are there more pages?
pages-next = All pages are here
page-number = Page { $number }
page-grip = Move page { $number }. Drag it, or use the arrows on a keyboard.
page-moved = Now page { $number } of { $total }.
page-removed = Page { $number } was taken away.
undo = Bring it back
split-hint = More than one record in here? Tap the page where the next one begins.
split-here = A new record begins here
split-done = { $count ->
    [one] Page { $first } is now a record of its own. It waits for you under “My records”.
   *[other] Pages { $first } to { $last } are now a record of their own. It waits for you under “My records”.
}
split-undo = Put back together
join = Add the pages of another record
join-which = Tap the record whose pages belong here. They are put at the end.
join-none = There is no other record that you have begun.
join-done = { $count ->
    [one] 1 page was put at the end.
   *[other] { $count } pages were put at the end.
}
join-undo = Take out again
keeping-pages = Locking page { $done } of { $total }
page-kept = Page kept.
understood = All right
keep-anyway-title = Keep this file as it is?
keep-anyway-why = We can’t show it to you here. Perhaps your specialist can open it. It will be locked like everything else.
keep-anyway-yes = Keep it
keep-anyway-no = Leave it out
discard = Throw this record away
discard-title = Throw it away?
discard-why = { $count ->
    [one] The page that you added here will be deleted. You can’t bring it back.
   *[other] The { $count } pages that you added here will be deleted. You can’t bring them back.
}
discard-empty = There is nothing in it yet.
discard-yes = Yes, throw it away
discard-no = No, keep it

## Camera

camera-title = Photograph your pages
camera-hint = Put the page on a table, in good light. Hold the phone straight above it. Fill the frame.
camera-picture = What the camera sees
camera-starting = Starting the camera …
camera-refused = This page may not use the camera. You can allow it in your phone’s settings, or take the photo with your phone’s own camera.
camera-missing = We found no camera that this page can use. Please use your phone’s own camera, or choose files.
camera-taken-away = The camera has stopped. Perhaps a call came in, or another app needs it. Your photos are kept. Open it again, or take a photo with your phone’s own camera.
camera-open-again = Open the camera again
shutter = Take the photo
photo-taken = Photo taken.
camera-by-itself = Takes the photo by itself
camera-again = The next photo takes the place of page { $number }.
aim-searching = Hold the phone over a page.
aim-dark = It is too dark. Go to a window, or turn on a lamp.
aim-whole-page = A little higher, until you see all four corners.
aim-closer = A little closer.
aim-still = Page found. Hold still.
aim-steady = Good. Now.
scan-hint = Hold the square code into the frame.

## One page

page-of = Page { $number } of { $total }
page-picture = Page { $number }, large
page-good = It is good
page-keep = Keep it as it is
page-turn = Turn
page-again = Take it again
page-again-here = Take it again with the frame
page-earlier = Move earlier
page-later = Move later
page-delete = Delete this page
zoom-in = Larger
zoom-out = Smaller
file-kept = This file can’t be shown here. It is kept whole ({ $size }).

## What the device thinks of a page

verdict-looking = Looking whether this page can be read …
verdict-good = This page can be read.
verdict-check = Please look at this page.
verdict-retake = Please take this page again.
verdict-kept = You keep this page as it is. Your specialist will know that it is hard to read.
verdict-unseen = This phone could not look at the page by itself.
verdict-unseen-do = Can you read every word? Then your specialist can, too. Set the edges below, so that only the page is seen.
badge-looking = Looking …
badge-good = Clear
badge-check = Please look
badge-retake = Take again
badge-kept = Kept
doubt-blurred = It is blurred{ $where }. Hold the phone still, a little higher, and tap the page on the screen before you take the photo.
doubt-covered = Something covers it{ $where }. Take it away, or hold the page at its very edge.
doubt-cut-off = A part of the page is missing{ $where }. Hold the phone higher, so that you see all four corners.
doubt-dark = It is too dark{ $where }. Go to a window, or turn on a lamp beside you.
doubt-glare = A light is reflected in it{ $where }. Turn the page, or step aside, until the white spot is gone.
doubt-hard-to-read = Some of the words are hard to read. Can you read them all? Then keep this page. If not, hold the phone closer and still, in good light.
doubt-no-page = We see no page with writing on it. Is it the right photo? Then keep it. If not, take it again.
doubt-too-small = The print is very small in the photo. Hold the phone closer, so that the page fills the picture.
doubt-two-pages = There seem to be two pages in this photo. Take each one by itself, then its print is larger.
place-upper-left = {" "}at the upper left
place-upper-middle = {" "}at the top
place-upper-right = {" "}at the upper right
place-middle-left = {" "}on the left
place-middle-middle = {" "}in the middle
place-middle-right = {" "}on the right
place-lower-left = {" "}at the lower left
place-lower-middle = {" "}at the bottom
place-lower-right = {" "}at the lower right
doubting-title = { $count ->
    [one] A page is hard to read
   *[other] { $count } pages are hard to read
}
doubting-why = { $count ->
    [one] Your specialist will hardly be able to read page { $number }. A new photo takes a minute; asking you for it later can take two weeks.
   *[other] Your specialist will hardly be able to read { $count } pages. New photos take a minute; asking you for them later can take two weeks.
}
doubting-look = Look at page { $number }
doubting-keep = { $count ->
    [one] Keep it as it is
   *[other] Keep them as they are
}

## Where the page is in its photo

look-set = Change the look
look-title = The look of the page
look-hint = The photo itself stays as it is. You can change the look at any time.
look-colour = Colour
look-colour-why = Best for most pages. Stamps and marks keep their colours.
look-grey = Grey
look-grey-why = For pages without colours.
look-black-white = Black and white
look-black-white-why = For pale print that is hard to see.
look-film = X-ray film
look-film-why = For a film in front of a window or a light box. Light and dark stay as they are.
look-done = It looks right
edges-set = Set the edges
edges-title = Set the edges of the page
edges-hint = Drag the four points to the corners of the page. Only what is inside is shown; the whole photo is kept.
edges-photo = The whole photo
edges-done = The edges are right
edges-whole = Show the whole photo
edges-crossed = The edges cross. Move the points so that they go round the page.
corner-upper-left = First corner. Move it with the arrows on a keyboard.
corner-upper-right = Second corner. Move it with the arrows on a keyboard.
corner-lower-right = Third corner. Move it with the arrows on a keyboard.
corner-lower-left = Fourth corner. Move it with the arrows on a keyboard.

## Naming a record

name-title = What is it?
name-kind = Kind of record
name-kind-missing = Please tap what it is. If you are not sure, tap “I don’t know”.
date-legend = Date on the record
date-hint = As far as you know it. The year alone will do.
date-year = Year
date-month = Month
date-day = Day
date-problem-year = Please type the year in four figures, for example 2024, or leave the date empty.
date-problem-month = Please choose the month, too, or leave the day empty.
date-problem-day = This month does not have that day.
date-problem-future = This date has not come yet. Please look at it again.
name-source = Hospital or laboratory
name-source-hint = You may leave this empty.
name-own = Your own name for it
name-own-hint = You may leave this empty.
name-private = What you write here is locked, too. Only you, and the specialist you share it with, can read it.
name-keep = Keep this record

## One record

record-on-device = Kept on this phone, not yet stored
record-sending = On its way
record-sent = Safely stored
record-problem = Needs your attention
record-remove = Delete this record
record-remove-title = Delete this record?
record-remove-why = It will be deleted on this phone and in the clinic’s storage. You can’t bring it back.
record-remove-shared = You have shared this record. Your specialist can go on opening it until you stop sharing.
record-remove-yes = Yes, delete it
record-remove-no = No, keep it

## Sending, 1: who

send-sheet-title = First, your recovery sheet
send-sheet-why = Before you share for the first time, please make your recovery sheet. It takes about five minutes.
send-records-first = There is nothing to send yet. Add a record, and wait until it says “Safely stored”.
reviewers-title = Who should look at it?
reviewers-clinic = These specialists work with { $clinic }.
reviewers-none = There is no specialist on the list yet. Please ask the clinic.
reviewer-languages = Speaks: { $languages }
reviewer-active = You can share with this specialist.
reviewer-expired = This entry has run out, so you can’t share with this specialist now. Please ask the clinic.
reviewer-revoked = The clinic has taken this specialist off its list, so you can’t share with them.
clinic-first-use = Is this really { $clinic }? Compare these six words with a letter from the clinic, or call and ask for them. They must be the same.
clinic-words = The clinic’s six words

## Sending, 2: is it really this person?

check-title = Is it really this person?
check-how = Call the clinic or { $name }, or look at the clinic’s letter. Compare these six words. It takes a minute.
check-differ = If even one word is different, don’t share anything. Please tell the clinic.
check-code = Show my code to be scanned
check-code-how = If you are sitting together, this code can be scanned in place of reading the words aloud.
check-code-label = Code with the six words of { $name }
check-scan = Scan the specialist’s code
check-scan-same = The code is right. This is { $name }.
check-scan-differs = This code belongs to someone else, or is a different kind of code.
check-answer = Did you compare the words?
check-answer-yes = Yes, all six are the same
check-answer-later = No, I go on without comparing
check-answer-later-detail = You can still do it later. It is safer to do it now.

## Sending, 3: which records

records-title = Which records?
records-legend = Records that you can share
records-all = All
records-none = None
records-chosen = { $count } of { $total } chosen
records-missing = Please choose at least one record.
records-waiting = { $count ->
    [one] 1 record is still on its way. You can share it as soon as it is stored.
   *[other] { $count } records are still on their way. You can share them as soon as they are stored.
}
records-left = These will not be shared

## Sending, 4: your question

question-title = What do you want to know?
question-lead = Tell { $name } in your own words. One sentence is enough. You may also leave it empty.
question-label = Your question
question-hint = For example: “Is there another way to treat this?”
question-private = Only { $name } and you can read this.
question-none = Go on without a question

## Sending, 5: until when

until-title = Until when?
until-lead = Until this day { $name } can open your records. You can stop earlier at any time.
until-14 = Two weeks
until-30 = One month
until-90 = Three months
until-own = Another day
until-date = Last day
until-problem = Please choose a day from tomorrow on, at most { $days } days away.

## Sending, 6: the consent

consent-title = Please read this before you share
consent-checking = Checking once more that everything is right …
consent-who = Who may open your records
consent-who-person = { $name }, { $specialty }, { $clinic }
consent-who-words = The six words of this person: { $words }
consent-who-compared = You compared these six words, and they were the same.
consent-who-scanned = You scanned this person’s code, and it was right.
consent-who-not-compared = You have not compared these six words. You rely on this app alone, which checked that { $clinic } has this person on its list.
consent-what = What you share
consent-not = What you do not share
consent-not-nothing = You share all the records that you have now. None is left out.
consent-why = What you want to know
consent-why-none = You have not written a question.
consent-until = Until when
consent-until-date = You share until { $date }, to the end of that day.
consent-until-self = Then it ends by itself. You don’t have to do anything.
consent-then = What happens then
consent-then-open = { $name } can open, read and save the records that you share.
consent-then-see = You can see here when they are opened.
consent-then-nobody = Nobody else can read them. The storage of { $clinic } keeps them locked and can’t open them.
consent-then-later = Records that you add later are not shared. You will be asked again.
consent-stop = If you change your mind
consent-stop-how = Go to “My records”, open the entry under “Shared with”, and tap “Stop sharing”. You don’t have to give a reason.
consent-stop-unread = What { $name } has already read or saved can’t be taken back.
consent-read = I have read this page. I want to share these records.
consent-read-first = Please tick this first, if you agree.
consent-yes = Yes, share these records
consent-no = No, not now

## What became of it

consent-card-line = { $count ->
    [one] 1 record, until { $date }
   *[other] { $count } records, until { $date }
}
consent-sent = Shared, not yet opened
consent-opened = Opened
consent-withdrawn = Stopped by you
consent-ended = Ended
shared-title = Shared with { $name }
shared-done = Done. { $name } can now open these records.
shared-done-next = You don’t have to do anything more. You will see here when they are opened.
shared-withdrawn = You have stopped sharing. { $name } can’t open anything any more.
shared-unread = What was read or saved before can’t be taken back.
shared-records = These records
shared-timeline = What has happened so far
timeline-given = You shared these records
timeline-opened = { $name } opened them
timeline-not-opened = Not opened yet
timeline-ends = Ends by itself after { $date }
timeline-withdrawn = You stopped sharing
timeline-ended = The time you chose is over
timeline-relay-waiting = The clinic’s storage has not yet confirmed that it deleted its part
timeline-relay-deleted = The clinic’s storage deleted its part and signed for it
timeline-copies-waiting = Your specialist’s app has not yet confirmed that it deleted its copies
timeline-copies-deleted = The app of { $name } deleted its copies and signed for it
withdraw = Stop sharing
withdraw-title = Stop sharing now?
withdraw-then = After that, { $name } can’t open these records any more.
withdraw-yes = Yes, stop sharing
withdraw-no = No, go on sharing

## The recovery sheet

sheet-name = Recovery sheet
sheet-title = Make my recovery sheet
sheet-what = Your recovery sheet is a piece of paper with 24 words. With it you get back in, even if every phone is lost.
sheet-without = Without the sheet and without your phone nobody can open your records again: not the clinic, not us.
sheet-where = Keep the paper where you keep your passport. Don’t photograph it, and show it to nobody.
sheet-again = You have a sheet already. When you finish the new one, the old one no longer works.
sheet-make = Show me the words
sheet-paper-title = Your 24 words
sheet-write = Print this page, or write down all 24 words with their numbers. Take your time.
sheet-instruction = To get back in, open { $address }, tap “I have my recovery sheet” and type these words in this order.
sheet-qr = Code with the 24 words
sheet-secret = Whoever holds this sheet can open your records. Keep it safe.
sheet-date = Made on { $date }
sheet-no-photo = Please don’t take a photo or a screenshot of it. Pictures often travel to other devices.
sheet-print = Print
sheet-written = I have it on paper
sheet-check-title = Just to be sure
sheet-check-why = Please look at your paper and type these three words.
sheet-look-again = Show words
sheet-word = Word { $number }
sheet-word-wrong = This is not word { $number } on your sheet. Please look again.
sheet-check = Check
sheet-done-title = Your sheet is ready
sheet-done = Well done. With this sheet you can always get back in.
sheet-to-send = On to sharing

## Settings

settings-sheet-made = Made
settings-sheet-missing = Not made yet
passkeys-title = Passkeys
passkeys-why = Each passkey is a door to your records. If you use two phones, make one on each.
passkeys-add = Add a passkey
passkey-number = Passkey { $number }
passkey-made = Made on { $date }
passkey-used = Last used on { $date }
passkey-opens = Opens your records
passkey-opens-not = Signs you in. To open your records on a new phone you also need your recovery sheet.
passkey-remove-number = Remove passkey { $number }
passkey-remove-title = Remove this passkey?
passkey-remove-why = It will no longer let anybody in. Please delete it in your phone’s password list as well.
remove = Remove
devices-title = Where I am signed in
devices-why = Is there one that you don’t know, or a phone that you lost? Sign it out here.
device-this = This device
device-number = Device { $number }
device-since = Signed in on { $moment }
device-seen = Last used on { $moment }
device-end = Sign out
device-end-number = Sign out device { $number }
language-size = To make the letters larger, use your phone’s settings. This page follows them.
words-title = My six words
words-why = If the clinic or your specialist asks whether it is really you, read these six words aloud.
words-open = These words are no secret. With them, nobody can open anything.
about-title = Who can read what
about-what = Second Look brings your records to the specialist you choose. They are locked on your phone before they leave it.
about-not-seen-title = What the clinic’s storage can’t see
about-not-seen = Your records, their names, dates and hospitals, your question, and your name.
about-seen-title = What it does see
about-seen-when = When something is stored, shared or opened
about-seen-size = About how large it is
about-seen-who = That your account shares with this specialist, but not who you are
about-seen-address = The internet address of your phone while it is connected
about-limits = A specialist can save copies of what you share, or photograph the screen. And whoever holds your unlocked phone can see what you see.
about-clinic-words = You can compare these six words with a letter from the clinic. They must be the same.
privacy-title = Privacy
sign-out = Sign out
sign-out-now = Sign out of this phone
sign-out-clears = Signing out removes everything of yours from this phone. What is stored and locked at the clinic stays.
sign-out-back-sheet = You get back in with your passkey or your recovery sheet.
sign-out-back-passkey = You get back in with your passkey.
sign-out-no-way-back = If you sign out now, you can’t get back to your records. Please make your recovery sheet first.
sign-out-unsent-title = Not everything is stored yet
sign-out-unsent-why = Some of what you added is only on this phone so far. If you sign out now, it will be deleted.
sign-out-unsent-stay = Stay, and let it finish
sign-out-unsent-leave = Sign out and delete it

# What was read on the pages.
found-reading = { $count ->
    [one] We are still reading one page. You don’t have to wait.
   *[other] We are still reading { $count } pages. You don’t have to wait.
}
found-title = We read this on your pages
found-use = Yes, that is right
found-person = { $name }, born on { $date }
found-other-person = These pages name { $person }. Your other pages name { $other }. Please check that these pages are yours.
found-mine = They are mine
values-found = { $count ->
    [one] One laboratory value found
   *[other] { $count } laboratory values found
}
values-compare = Compare them with your paper. Your specialist then sees them at a glance.
values-checked = { $count ->
    [one] One laboratory value checked
   *[other] { $count } laboratory values checked
}
values-look-again = Look at them again
values-title = Laboratory values
values-why = Please compare each number with the picture above it. Correct it where it is wrong.
values-unsure = { $count ->
    [one] One number was hard to read. It says “Please check”.
   *[other] { $count } numbers were hard to read. They say “Please check”.
}
values-check = Please check
values-line = The line with { $analyte } on your page
values-amount = { $analyte }, in { $unit }
values-no-number = Please type a number, such as 37.5. Or take away the tick below.
values-wanted = Keep this value
values-keep = These are right

record-pdf = Save as PDF
record-pdf-why = A copy for you, on this device. It is not locked: anyone who gets it can read it.
record-pdf-making = Making page { $done } of { $total } …
