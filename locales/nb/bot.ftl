### What the bots say outside an answer.

bot-machine = Hei. Dette er et dataprogram, ikke et menneske. Er du i fare nå? Ring { $police }.
bot-how = Skriv hva du trenger hjelp til, eller velg under.
bot-keeps = Vi tar ikke vare på det du skriver. Vi husker bare språk og sted, i ett døgn.
bot-telegram = Telegram kan se det du skriver her, og ta vare på det.
bot-matrix = Det du skriver her, er kryptert. De som driver serveren, kan se at du skriver hit, men ikke hva.
bot-seen = Den som ser på telefonen din, kan lese samtalen.
bot-erase = Skriv { $delete }, så sletter vi det vi kan. Slett også samtalen på telefonen din.
bot-about = Kommuner har planer som sier hvem som kan hjelpe. lykt gjør det lett å finne dem. Ingen av oss leser det du skriver.

bot-deleted = Vi har slettet det vi kan. Noe kan ligge igjen, særlig det som er eldre enn to dager. Slett også samtalen på telefonen din.
bot-redacted = Vi har slettet svarene våre. Det du selv har skrevet, og kopier på andre servere, kan ligge igjen. Slett også samtalen på telefonen din.
bot-late = Det tok lang tid før vi fikk meldingen din. Er du i fare nå? Ring { $police }. Skriv gjerne igjen.
bot-not-text = Vi kan bare lese tekst. Skriv med ord, eller velg under.
bot-position = Vi bruker ikke posisjonen din, og tar ikke vare på den. Er du i fare nå? Ring { $police } og si hvor du er.
bot-slow = Det kom mange meldinger på kort tid. Vent litt, og skriv igjen.
bot-unreadable = Vi kunne ikke lese meldingen din. Er du i fare nå? Ring { $police }. Send den gjerne en gang til.
bot-leaves = Vi kan bare snakke med én person om gangen, i et kryptert rom. Derfor går vi ut nå.

bot-title = Numre du kan ringe
bot-description = Et dataprogram som viser numre du kan ringe, og når de svarer. Skriv hva du trenger. Er det fare nå? Ring { $police }.

command-start = Begynn på nytt
command-emergency = Nødnumre
command-help = Slik virker det
command-language = Velg språk
command-place = Velg sted
command-now = Hvem svarer nå
command-privacy = Hva vi tar vare på
command-delete = Slett samtalen
command-about = Hva lykt er
