### What is said around the services that an answer shows.

results-title = These can help
results-others = Others who can help
results-none = We are not sure what you need. These can help you.
results-rephrase = Try other words, or choose what fits best:
results-other-place = We did not find this near you. It exists somewhere else:
results-not-fault = It is not your fault.
results-not-fault-young = It is not your fault.
results-decide = You decide. You can hang up at any time, and call again.
results-perpetrator = It is good that you seek help. You can learn to do something else.
results-trouble = The search does not work right now. The numbers above still work.
results-abroad = In another country { $number } may be something else. In Norway you use this:

now-title = These are answering now
now-perhaps = You can try these
now-later = These open later
now-nobody = Nobody here is answering right now.
now-question = Who is answering now?
email-anytime = You can write at any time. They will answer later.

guide-under-18 = I am under 18
guide-adult = I am an adult
guide-means = Is it safe for you to talk on the phone now?
guide-talk = I can talk on the phone
guide-write = I can’t talk, only write
guide-written = Who you can write to
guide-place = Choose another place
guide-back = Back

language-unchecked = This text has not been checked by a native speaker. If the texts differ, the Norwegian one is right.
language-only-norwegian = This text exists only in Norwegian.

page-not-found = This page does not exist.
page-error = Something went wrong. The numbers above still work.
