### What stands on a page of the kiosk and in the terminal, outside the answer.

start-write = Skriv med egne ord
start-search = Søk
start-choose = Eller velg det som passer best
place-question = Hvor vil du ha hjelp? Du kan hoppe over.
place-any = Hele Norge
language-choose = Velg språk
nav-start = Til start
nav-exit = Lukk raskt
nav-more = Vis mer
nav-content = Hopp til innholdet
privacy-note = Vi tar ikke vare på det du skriver. Vi kan ikke skjule alt: andre kan se på telefonen din hvilke sider du har brukt.

chat-hello = Hei. Dette er et dataprogram, ikke et menneske. Er du i fare nå? Ring { $police }. Her finner du numre til dem som kan hjelpe.
chat-how = Skriv hva du trenger hjelp til, og trykk Enter. Skriv «{ $quit }» for å slutte.
chat-commands = Skriv «{ $language } en» for å bytte språk, «{ $place } narvik» for å velge sted.
chat-now = Skriv «{ $now }» for å se hvem som svarer nå. Er du under 18 år: «{ $now } { $child }». Kan du bare skrive: «{ $now } { $write }».
chat-number = Skriv tallet foran det du velger. Skriv { $back } for å gå tilbake. Du kan også skrive med egne ord.
chat-place-set = Sted: { $place }
chat-place-unknown = Vi kjenner ikke det stedet. Velg ett av disse: { $places }
chat-language-unknown = Vi kan disse språkene: { $languages }
chat-bye = Ha det. Lukk vinduet, så ser ingen hva du skrev.
