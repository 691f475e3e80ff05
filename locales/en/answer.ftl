### What is said around the services that an answer shows.

results-title = These can help
results-none = We did not find a sure answer. These can help you further.
results-rephrase = Try other words, or choose what is most like it:
results-other-place = We did not find this near you. It exists somewhere else:
results-not-fault = It is not your fault.
results-decide = You decide. You can hang up at any time, and call several times.
results-perpetrator = It is good that you seek help. You can learn to do something else.
results-trouble = The search does not work right now. The numbers above work all the same.
results-abroad = In another country { $number } may be something else. In Norway you use this:

now-title = These are answering now
now-perhaps = You can try these
now-later = These open later
now-nobody = Nobody here is answering right now.
now-question = Who is answering now?
now-child = I am under 18
now-adult = I am an adult
now-write = I can't talk, only write
now-talk = I can talk on the phone
email-anytime = You can write at any time. They will answer later.

language-unchecked = This text has not been checked by a native speaker. If the texts differ, the Norwegian one is right.
language-only-norwegian = This text exists only in Norwegian.

page-not-found = This page does not exist.
page-error = Something went wrong. The numbers above work all the same.
