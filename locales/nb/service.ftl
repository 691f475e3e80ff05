### What is said about one service.

open-always = Åpent hele døgnet
open-until = Åpent nå, til kl. { $time }
open-minutes = { $minutes ->
    [one] Åpent nå. Stenger om ett minutt
   *[other] Åpent nå. Stenger om { $minutes } minutter
}
open-now = Åpent nå
closed-now = Stengt nå
closed-opens-today = Stengt nå. Åpner kl. { $time }
closed-opens-tomorrow = Stengt nå. Åpner i morgen kl. { $time }
closed-opens-weekday = Stengt nå. Åpner { $day } kl. { $time }
closed-opens-date = Stengt nå. Åpner { $day }. { $month } kl. { $time }
hours-unknown = Åpningstiden er ikke kjent. Du kan prøve å ringe.
hours-unknown-write = Åpningstiden er ikke kjent. Du kan prøve å skrive.
hours-list = Åpningstid: { $hours }
hours-holidays = helligdager
hours-closed = stengt

day-monday = mandag
day-tuesday = tirsdag
day-wednesday = onsdag
day-thursday = torsdag
day-friday = fredag
day-saturday = lørdag
day-sunday = søndag

month-january = januar
month-february = februar
month-march = mars
month-april = april
month-may = mai
month-june = juni
month-july = juli
month-august = august
month-september = september
month-october = oktober
month-november = november
month-december = desember

fact-free = Gratis
fact-cost-standard = Koster som en vanlig samtale eller vanlig egenandel
fact-cost-extra = Dyrere enn en vanlig samtale
fact-anonymous = Du trenger ikke si navnet ditt
fact-not-anonymous = Du må si hvem du er
fact-no-referral = Du trenger ikke henvisning
fact-appointment = Du må bestille time
fact-referral = Du trenger henvisning. Disse kan henvise: { $who }
fact-police-report = Saken må være anmeldt til politiet
fact-no-sms = Ikke send SMS. Du må ringe.
fact-sms = Du kan sende SMS
fact-chat = Chat
fact-email = E-post
fact-website = Nettside
fact-address = Adresse
fact-address-withheld = Vi viser ikke adressen, så alle er trygge.
fact-spoken = Snakker: { $languages }
fact-interpreter = De kan skaffe tolk
fact-as-of = Opplysningene er fra { $date }
fact-not-confirmed = Dette nummeret er ikke bekreftet
fact-not-confirmed-address = Denne adressen er ikke bekreftet
fact-national = I hele Norge
fact-local = Hvor: { $places }

referrer-gp = fastlegen
referrer-doctor = en lege
referrer-emergency-clinic = legevakten
referrer-psychologist = en psykolog
referrer-child-welfare = barnevernet
referrer-police = politiet
referrer-municipality = kommunen

language-name-nb = norsk
language-name-en = engelsk
language-name-uk = ukrainsk
language-name-se = nordsamisk

fact-for = For: { $who }
audience-child = barn
audience-youth = ungdom
audience-adult = voksne
audience-woman = kvinner
audience-man = menn
audience-elder = eldre
audience-disability = folk med nedsatt funksjon
audience-lgbtiq = skeive
audience-refugee = flyktninger og innvandrere
audience-sami = samer
audience-relative = familie, venner og naboer
audience-perpetrator = de som skader eller skremmer andre
audience-professional = de som hjelper andre i jobben sin
