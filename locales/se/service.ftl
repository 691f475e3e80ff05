### What is said about one service.

open-always = Rabas birra jándora
open-until = Dál lea rabas, dii. { $time } rádjái
open-minutes = Dál lea rabas. Giddana { $minutes } minuhta geažes
open-now = Dál lea rabas
closed-now = Dál lea gitta
closed-opens-today = Dál lea gitta. Rahpá dii. { $time }
closed-opens-tomorrow = Dál lea gitta. Rahpá ihttin dii. { $time }
closed-opens-weekday = Dál lea gitta. Rahpá: { $day } dii. { $time }
closed-opens-date = Dál lea gitta. Rahpá { $month } { $day }. beaivvi dii. { $time }
hours-unknown = Rahpanáigi ii leat dieđus. Sáhtát geahččalit riŋget.
hours-unknown-write = Rahpanáigi ii leat dieđus. Sáhtát geahččalit čállit.
hours-list = Rahpanáigi: { $hours }
hours-holidays = bassebeaivvit
hours-closed = gitta

day-monday = vuossárga
day-tuesday = maŋŋebárga
day-wednesday = gaskavahkku
day-thursday = duorastat
day-friday = bearjadat
day-saturday = lávvordat
day-sunday = sotnabeaivi

month-january = ođđajagimánu
month-february = guovvamánu
month-march = njukčamánu
month-april = cuoŋománu
month-may = miessemánu
month-june = geassemánu
month-july = suoidnemánu
month-august = borgemánu
month-september = čakčamánu
month-october = golggotmánu
month-november = skábmamánu
month-december = juovlamánu

fact-free = Nuvttá
fact-cost-standard = Máksá seamma go dábálaš telefonságastallan dahje dábálaš iežasoassi (egenandel)
fact-cost-extra = Máksá eanet go dábálaš telefonságastallan
fact-anonymous = It dárbbaš dadjat iežat nama
fact-not-anonymous = Fertet dadjat gii leat
fact-no-referral = It dárbbaš čujuhusa (henvisning)
fact-appointment = Fertet soahpat áiggi ovdal
fact-referral = Dárbbašat čujuhusa (henvisning). Dát sáhttet čujuhit du viidáseappot: { $who }
fact-police-report = Ášši ferte leat váidojuvvon politiijaide
fact-no-sms = Ale sádde SMS. Fertet riŋget.
fact-sms = Sáhtát sáddet SMS
fact-chat = Chat
fact-email = E-poasta
fact-website = Neahttasiidu
fact-address = Čujuhus
fact-address-withheld = Mii eat čájet čujuhusa, vai buohkat leat oadjebasat.
fact-spoken = Gielat maid sii hállet: { $languages }
fact-interpreter = Sii sáhttet háhkat dulkka
fact-as-of = Dieđuid dáhton: { $date }
fact-not-confirmed = Ii leat duođaštuvvon
fact-national = Miehtá Norgga
fact-local = Guoská dáidda báikkiide: { $places }

referrer-gp = fástadoavttir (fastlege)
referrer-doctor = doavttir
referrer-emergency-clinic = doavttervákta (legevakt)
referrer-psychologist = psykologa
referrer-child-welfare = mánáidsuodjalus (barnevern)
referrer-police = politiija
referrer-municipality = suohkan (kommune)

language-name-nb = dárogiella
language-name-en = eaŋgalasgiella
language-name-uk = ukrainagiella
language-name-se = davvisámegiella

fact-for = Geat sáhttet oažžut veahki: { $who }
audience-child = mánát
audience-youth = nuorat
audience-adult = rávisolbmot
audience-woman = nissonolbmot
audience-man = dievddut
audience-elder = boarrásat
audience-disability = olbmot geain lea doaibmahehttejupmi
audience-lgbtiq = LGBTQ+ olbmot
audience-refugee = báhtareaddjit ja sisafárrejeaddjit
audience-sami = sápmelaččat
audience-relative = oapmahaččat, ustibat ja ránnját
audience-perpetrator = sii geat vahágahttet dahje baldet earáid
audience-professional = sii geat barget dákkár áššiiguin
