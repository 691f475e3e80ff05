### What is said around the services that an answer shows.

results-title = Disse kan hjelpe
results-others = Andre som kan hjelpe
results-none = Vi fant ikke et sikkert svar. Disse kan hjelpe deg videre.
results-rephrase = Skriv med andre ord, eller velg det som passer best:
results-other-place = Vi fant ikke dette i nærheten av deg. Det finnes et annet sted:
results-not-fault = Det er ikke din skyld.
results-not-fault-young = Det er ikke din skyld.
results-decide = Du bestemmer selv. Du kan legge på når du vil, og ringe flere ganger.
results-perpetrator = Det er bra at du søker hjelp. Du kan lære å gjøre noe annet.
results-trouble = Søket virker ikke akkurat nå. Numrene over virker likevel.
results-abroad = I et annet land kan { $number } være noe annet. I Norge bruker du dette:

now-title = Svarer nå
now-perhaps = Disse kan du prøve
now-later = Åpner senere
now-nobody = Akkurat nå svarer ingen her.
now-question = Hvem svarer nå?
email-anytime = Du kan skrive når som helst. De svarer senere.

guide-under-18 = Jeg er under 18 år
guide-adult = Jeg er voksen
guide-means = Er det trygt å snakke i telefonen nå?
guide-talk = Jeg kan snakke i telefonen
guide-write = Jeg kan ikke snakke, bare skrive
guide-written = Disse kan du skrive til
guide-place = Velg et annet sted
guide-back = Tilbake

language-unchecked = Teksten er ikke sjekket av en som har språket som morsmål. Er tekstene ulike, er den norske riktig.
language-only-norwegian = Denne teksten finnes bare på norsk.

page-not-found = Denne siden finnes ikke.
page-error = Noe gikk galt. Numrene over virker likevel.
