### What is said about one service.

open-always = Open day and night
open-until = Open now, until { $time }
open-minutes = { $minutes ->
    [one] Open now. Closes in one minute
   *[other] Open now. Closes in { $minutes } minutes
}
open-now = Open now
closed-now = Closed now
closed-opens-today = Closed now. Opens at { $time }
closed-opens-tomorrow = Closed now. Opens tomorrow at { $time }
closed-opens-weekday = Closed now. Opens { $day } at { $time }
closed-opens-date = Closed now. Opens on { $day } { $month } at { $time }
hours-unknown = Opening hours are not known. You can try to call.
hours-unknown-write = Opening hours are not known. You can try to write.
hours-list = Opening hours: { $hours }
hours-holidays = public holidays
hours-closed = closed

day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday

month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December

fact-free = Free of charge
fact-cost-standard = Costs what a call or a visit usually costs
fact-cost-extra = Costs more than an ordinary call
fact-anonymous = You don’t have to give your name
fact-not-anonymous = You must say who you are
fact-no-referral = No referral needed
fact-appointment = You must book an appointment
fact-referral = You need a referral. These can refer you: { $who }
fact-police-report = The case must be reported to the police
fact-no-sms = Do not send an SMS. You have to call.
fact-sms = You can send an SMS
fact-chat = Chat
fact-email = E-mail
fact-website = Website
fact-address = Address
fact-address-withheld = We do not show the address, so that everyone is safe.
fact-spoken = Speaks: { $languages }
fact-interpreter = They can arrange an interpreter
fact-as-of = The information is from { $date }
fact-not-confirmed = This number has not been confirmed
fact-not-confirmed-address = This address has not been confirmed
fact-national = All over Norway
fact-local = In: { $places }

referrer-gp = your own doctor (fastlege)
referrer-doctor = a doctor
referrer-emergency-clinic = the emergency clinic (legevakt)
referrer-psychologist = a psychologist
referrer-child-welfare = child welfare (barnevern)
referrer-police = the police
referrer-municipality = the municipality

language-name-nb = Norwegian
language-name-en = English
language-name-uk = Ukrainian
language-name-se = Northern Sami

fact-for = Meant for: { $who }
audience-child = children
audience-youth = young people
audience-adult = adults
audience-woman = women
audience-man = men
audience-elder = older people
audience-disability = people with disabilities
audience-lgbtiq = LGBTQ+ people
audience-refugee = refugees and immigrants
audience-sami = Sami people
audience-relative = family, friends and neighbours
audience-perpetrator = people who hurt or frighten others
audience-professional = people who help others in their job
