### What is said about one service.

open-always = Працює цілодобово
open-until = Зараз працює, до { $time }
open-minutes = { $minutes ->
    [one] Зараз працює. Закриється через { $minutes } хвилину
    [few] Зараз працює. Закриється через { $minutes } хвилини
   *[many] Зараз працює. Закриється через { $minutes } хвилин
}
open-now = Зараз працює
closed-now = Зараз не працює
closed-opens-today = Зараз не працює. Працюватиме з { $time }
closed-opens-tomorrow = Зараз не працює. Працюватиме завтра з { $time }
closed-opens-weekday = Зараз не працює. Працюватиме: { $day }, з { $time }
closed-opens-date = Зараз не працює. Працюватиме { $day } { $month } з { $time }
hours-unknown = Години роботи невідомі. Можна спробувати зателефонувати.
hours-unknown-write = Години роботи невідомі. Можна спробувати написати.
hours-list = Години роботи: { $hours }
hours-holidays = святкові дні
hours-closed = не працює

day-monday = понеділок
day-tuesday = вівторок
day-wednesday = середа
day-thursday = четвер
day-friday = п’ятниця
day-saturday = субота
day-sunday = неділя

month-january = січня
month-february = лютого
month-march = березня
month-april = квітня
month-may = травня
month-june = червня
month-july = липня
month-august = серпня
month-september = вересня
month-october = жовтня
month-november = листопада
month-december = грудня

fact-free = Безкоштовно
fact-cost-standard = Коштує як звичайний дзвінок або як звичайний внесок пацієнта (egenandel)
fact-cost-extra = Дорожче, ніж звичайний дзвінок
fact-anonymous = Ім’я називати не потрібно
fact-not-anonymous = Потрібно сказати, хто ви
fact-no-referral = Направлення не потрібне
fact-appointment = Потрібно записатися заздалегідь
fact-referral = Потрібне направлення. Його можуть дати: { $who }
fact-police-report = Потрібно, щоб у поліції вже була заява (anmeldelse)
fact-no-sms = Не надсилайте SMS. Потрібно телефонувати.
fact-sms = Можна надіслати SMS
fact-chat = Чат
fact-email = Електронна пошта
fact-website = Сайт
fact-address = Адреса
fact-address-withheld = Ми не показуємо адресу, щоб усі були в безпеці.
fact-spoken = Мови, якими розмовляють: { $languages }
fact-interpreter = Вони можуть організувати перекладача (tolk)
fact-as-of = Дата інформації: { $date }
fact-not-confirmed = Цей номер не підтверджено
fact-not-confirmed-address = Цю адресу не підтверджено
fact-national = По всій Норвегії
fact-local = Де діє: { $places }

referrer-gp = сімейний лікар (fastlege)
referrer-doctor = лікар
referrer-emergency-clinic = відділення екстреної допомоги (legevakt)
referrer-psychologist = психолог
referrer-child-welfare = служба захисту дітей (barnevern)
referrer-police = поліція
referrer-municipality = муніципалітет (kommune)

language-name-nb = норвезька
language-name-en = англійська
language-name-uk = українська
language-name-se = північносаамська

fact-for = Для кого: { $who }
audience-child = діти
audience-youth = молодь
audience-adult = дорослі
audience-woman = жінки
audience-man = чоловіки
audience-elder = літні люди
audience-disability = люди з інвалідністю
audience-lgbtiq = ЛГБТК+
audience-refugee = біженці та іммігранти
audience-sami = саами
audience-relative = родичі, друзі та сусіди
audience-perpetrator = ті, хто кривдить або лякає інших
audience-professional = люди, які допомагають іншим у своїй роботі
