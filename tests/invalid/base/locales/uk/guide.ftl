guide-what = З чим вам потрібна допомога?
guide-which = Що з цього найбільше підходить?
guide-danger = Я зараз у небезпеці
guide-young = Мені ще немає 18 років
guide-someone = Я хочу з кимось поговорити
guide-feelings-or-doctor = Мені важко на душі, або мені потрібен лікар
