### The guided way: what one can choose when one does not know what to write. `directory/triage.toml` says where each choice leads.

guide-what = З чим вам потрібна допомога?
guide-start-line = Вас ні з ким не з’єднають. Повернутися можна будь-коли.
guide-which = Що з цього найбільше підходить?
guide-danger = Я зараз у небезпеці
guide-me = Це про мене
guide-young = Мені ще немає 18 років
guide-child = Я хвилююся за дитину
guide-other = Я хвилююся за дорослу людину, яку знаю
guide-hurts = Я роблю комусь боляче або лякаю когось
guide-work = Я стикаюся з цим у своїй роботі
guide-someone = Я хочу з кимось поговорити

guide-violence = Хтось робить мені боляче, лякає або контролює мене
guide-sexual = Щось сексуальне проти моєї волі
guide-family = Родина вирішує, як мені жити
guide-home = Удома щось негаразд
guide-feelings = Мені важко на душі
guide-feelings-or-doctor = Мені важко на душі, або мені потрібен лікар
guide-practical = Гроші, житло, мої права або поліція
guide-new = Я нещодавно в Норвегії або хочу отримати допомогу іншою мовою
guide-daily = Я літня людина, або мені щодня потрібна допомога
guide-elder = Я літня людина, і зі мною погано поводяться
guide-disability = Мені щодня потрібна допомога, і хтось мене використовує

guide-afraid = Ви боїтеся когось удома?
guide-yes = Так
guide-no = Ні
guide-unsure = Не знаю

guide-young-line = Це не твоя провина. За це відповідають дорослі.
guide-touched = Хтось торкається мене, а я цього не хочу
guide-sad = Мені сумно або страшно
guide-wonder = Я хочу про щось запитати
guide-bullied = Дитину цькують
guide-other-suicidal = Людина, яку я знаю, більше не витримує
