### What the bots say outside an answer.

bot-machine = Hello. This is a computer program, not a person. Are you in danger now? Call { $police }.
bot-how = Write what you need help with, or choose below.
bot-keeps = We do not keep what you write. We only remember language and place, for one day.
bot-telegram = Telegram can see what you write here, and keep it.
bot-matrix = What you write here is encrypted. Those who run the server can see that you write here, but not what.
bot-seen = Anyone who looks at your phone can read this conversation.
bot-erase = Write { $delete }, and we delete what we can. Delete the conversation on your phone too.
bot-about = Municipalities have plans that say who can help. lykt makes it easy to find them. None of us reads what you write.

bot-deleted = We have deleted what we can. Something may remain, especially anything older than two days. Delete the conversation on your phone too.
bot-redacted = We have deleted our answers. What you wrote yourself, and copies on other servers, may remain. Delete the conversation on your phone too.
bot-late = It took a long time before your message reached us. Are you in danger now? Call { $police }. Please write again.
bot-not-text = We can only read text. Write in words, or choose below.
bot-position = We do not use your location, and we do not keep it. Are you in danger now? Call { $police } and say where you are.
bot-slow = Many messages came in a short time. Wait a little, then write again.
bot-unreadable = We could not read your message. Are you in danger now? Call { $police }. Please send it once more.
bot-leaves = We can only talk to one person at a time, in an encrypted room. That is why we leave now.

bot-title = Numbers you can call
bot-description = A computer program that shows numbers you can call, and when they answer. Write what you need. Is there danger now? Call { $police }.

command-start = Start again
command-emergency = Emergency numbers
command-help = How this works
command-language = Choose language
command-place = Choose place
command-now = Who is answering now
command-privacy = What we keep
command-delete = Delete the conversation
command-about = What lykt is
