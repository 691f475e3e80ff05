### What stands on a page of the kiosk and in the terminal, outside the answer.

page-not-found = This page does not exist.
start-write = Write in your own words
start-search = Search
start-choose = Or choose what fits best
place-question = Where do you want help? You can skip this.
place-any = All of Norway
language-choose = Choose language
nav-start = To the start
nav-exit = Close quickly
nav-more = Show more
nav-content = Skip to the content
nav-print = Print
nav-aloud = Read aloud
nav-size = Larger text
nav-colours = Other colours
keys-title = Keyboard
keys-space = Space
keys-erase = Delete a letter
idle-title = Are you still there?
idle-line = We will soon clear the screen. Then what you have written is gone.
idle-stay = Yes, I am here
exit-hint = Press “Close quickly”, or Shift three times, and the screen is cleared.
bridge-title = Show this to someone who works here
bridge-interpreter = I speak { $language }. I need an interpreter.
carry-title = Take it with you on your phone
carry-line = Point the camera of your phone at the picture. The text may stay on your phone.
carry-telegram = Or go on in Telegram. Then Telegram can see what you write there, and keep it.
discreet-open = Small card for your wallet
discreet-title = Useful numbers
card-unchecked = The translation has not been checked yet
more-numbers = More numbers
lines-violence = violence
lines-child = children and teenagers
lines-doctor = doctor (legevakt)
privacy-note = We do not keep what you write. We cannot hide everything: others may see on your phone which pages you used.

chat-hello = Hello. This is a computer program, not a person. Are you in danger now? Call { $police }. Here you find phone numbers of those who can help.
chat-how = Write what you need help with and press Enter. Write "{ $quit }" to stop.
chat-commands = Write "{ $language } uk" to change language, "{ $place } narvik" to choose a place.
chat-place-set = Place: { $place }
chat-place-unknown = We do not know that place. Choose one of these: { $places }
chat-language-unknown = We know these languages: { $languages }
chat-bye = Goodbye. Close the window, so that nobody sees what you wrote.

chat-now = Write "{ $now }" to see who answers now. Under 18: "{ $now } { $child }". Can only write: "{ $now } { $write }".
chat-number = Type the number of your choice. Type { $back } to go back. You can also write in your own words.
