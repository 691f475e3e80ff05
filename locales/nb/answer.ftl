### What is said around the services that an answer shows.

results-title = Disse kan hjelpe
results-none = Vi fant ikke et sikkert svar. Disse kan hjelpe deg videre.
results-rephrase = Skriv med andre ord, eller velg det som ligner mest:
results-other-place = Vi fant ikke dette i nærheten av deg. Det finnes et annet sted:
results-not-fault = Det er ikke din skyld.
results-decide = Du bestemmer selv. Du kan legge på når du vil, og ringe flere ganger.
results-perpetrator = Det er bra at du søker hjelp. Du kan lære å gjøre noe annet.
results-trouble = Søket virker ikke akkurat nå. Numrene over virker likevel.
results-abroad = I et annet land kan { $number } være noe annet. I Norge bruker du dette:

now-title = Svarer nå
now-perhaps = Disse kan du prøve
now-later = Åpner senere
now-nobody = Akkurat nå svarer ingen her.
now-question = Hvem svarer nå?
now-child = Jeg er under 18 år
now-adult = Jeg er voksen
now-write = Jeg kan ikke snakke, bare skrive
now-talk = Jeg kan snakke i telefonen
email-anytime = Du kan skrive når som helst. De svarer senere.

language-unchecked = Teksten er ikke sjekket av en som har språket som morsmål. Er tekstene ulike, er den norske riktig.
language-only-norwegian = Denne teksten finnes bare på norsk.

page-not-found = Denne siden finnes ikke.
page-error = Noe gikk galt. Numrene over virker likevel.
