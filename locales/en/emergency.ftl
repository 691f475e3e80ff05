### The header that leads every answer, and what is said when somebody is in danger now.

emergency-title = Is it urgent?
emergency-police = police
emergency-ambulance = ambulance
emergency-fire = fire
emergency-child-welfare = child welfare, urgent (barnevernvakt)
emergency-doctor = doctor when it cannot wait (legevakt)
emergency-child-line = children and young people, day and night
emergency-violence-line = someone to talk to about violence, day and night
emergency-no-sim = { $police } also works without a SIM card or credit.
emergency-deaf = Deaf, hard of hearing or speech-impaired? Emergency SMS to { $police } works only if your number is already registered. If not, ask someone to call for you.
emergency-no-phone = No phone? Ask someone who works here to call { $police }.

danger-call = Call { $number } now.
danger-say = Say where you are and what is happening.
danger-say-norwegian = Say: “Jeg snakker engelsk. Jeg er i fare. Jeg trenger tolk.” (I speak English. I am in danger. I need an interpreter.)
danger-go-safe = Go to a safe place if you can.
danger-say-threat = Say: “Jeg snakker engelsk. Noen kan bli skadet. Jeg trenger tolk.” (I speak English. Someone may get hurt. I need an interpreter.)
danger-go-away = Walk away from the other person now. Put down what you have in your hand.
danger-say-life = Say: “Jeg snakker engelsk. Noen er i livsfare. Jeg trenger tolk.” (I speak English. Someone’s life is in danger. I need an interpreter.)
danger-fire = Get out at once. Call when you are outside.

urgent-suicide = It is good that you say so. If a life is in danger now, call { $ambulance }. You can also talk to someone:
urgent-assault = It is not your fault. You can get help without going to the police. If you can, do not wash or change clothes first.
