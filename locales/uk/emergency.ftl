### The header that leads every answer, and what is said when somebody is in danger now.

emergency-title = Це терміново?
emergency-police = поліція (politi)
emergency-ambulance = швидка допомога (ambulanse)
emergency-fire = пожежна служба (brann)
emergency-child-welfare = чергова служба захисту дітей (barnevernvakt)
emergency-doctor = лікар, коли не можна чекати (legevakt)
emergency-child-line = для дітей і молоді, цілодобово
emergency-violence-line = поговорити з кимось про насильство, цілодобово
emergency-no-sim = Номер { $police } працює і без SIM-картки, і без грошей на рахунку.
emergency-deaf = Ви глуха людина, погано чуєте або маєте порушення мовлення? Екстрені SMS (nød-SMS) на номер { $police } працюють, лише якщо ваш номер уже зареєстровано. Якщо ні, попросіть когось зателефонувати замість вас.
emergency-no-phone = Не маєте телефона? Попросіть когось, хто тут працює, зателефонувати за номером { $police }.

danger-call = Телефонуйте { $number } просто зараз.
danger-say = Скажіть, де ви і що відбувається.
danger-say-norwegian = Скажіть: «Jeg snakker ukrainsk. Jeg er i fare. Jeg trenger tolk.» (Я говорю українською. Я в небезпеці. Мені потрібен перекладач.)
danger-go-safe = Якщо можете, ідіть у безпечне місце.
danger-say-threat = Скажіть: «Jeg snakker ukrainsk. Noen kan bli skadet. Jeg trenger tolk.» (Я говорю українською. Хтось може постраждати. Мені потрібен перекладач.)
danger-go-away = Відійдіть від цієї людини просто зараз. Покладіть те, що тримаєте в руках.
danger-say-life = Скажіть: «Jeg snakker ukrainsk. Noen er i livsfare. Jeg trenger tolk.» (Я говорю українською. Чиєсь життя в небезпеці. Мені потрібен перекладач.)
danger-fire = Негайно виходьте надвір. Телефонуйте, коли будете надворі.

urgent-suicide = Добре, що ви це кажете. Якщо життя зараз у небезпеці, телефонуйте { $ambulance }. Також можна з кимось поговорити:
urgent-assault = Це не ваша провина. Можна отримати допомогу, не звертаючись до поліції. Якщо можете, поки що не мийтеся і не перевдягайтеся.
