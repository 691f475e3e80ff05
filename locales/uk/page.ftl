### What stands on a page of the kiosk and in the terminal, outside the answer.

start-question = З чим вам потрібна допомога?
start-write = Напишіть своїми словами
start-search = Пошук
start-choose = Або оберіть те, що найбільше схоже
place-question = Де ви хочете отримати допомогу? Це запитання можна пропустити.
place-any = Уся Норвегія
language-choose = Оберіть мову
nav-start = На початок
nav-more = Показати більше
nav-content = Перейти до вмісту
privacy-note = Ми не зберігаємо того, що ви пишете. Ми не можемо приховати все: інші можуть побачити на вашому телефоні, які сторінки ви відкривали.

chat-hello = Вітаємо. Це комп’ютерна програма, а не людина. Ви зараз у небезпеці? Телефонуйте { $police }. Тут ви знайдете номери тих, хто може допомогти.
chat-how = Напишіть, з чим вам потрібна допомога, і натисніть Enter. Щоб завершити, напишіть «{ $quit }».
chat-commands = Щоб змінити мову, напишіть «{ $language } nb». Щоб обрати місце, напишіть «{ $place } narvik».
chat-place-set = Місце: { $place }
chat-place-unknown = Ми не знаємо такого місця. Оберіть одне з цих: { $places }
chat-language-unknown = Ми знаємо такі мови: { $languages }
chat-bye = До побачення. Закрийте вікно, тоді ніхто не побачить, що ви писали.
