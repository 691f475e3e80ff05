### The header that leads every answer, and what is said when somebody is in danger now.

emergency-title = Lea go hoahppu?
emergency-police = politiija
emergency-ambulance = ambulánsa
emergency-fire = buollin
emergency-child-welfare = mánáidsuodjalusvákta (barnevernvakt)
emergency-doctor = doavttir, go it sáhte vuordit (legevakt)
emergency-child-line = mánáide ja nuoraide, birra jándora
emergency-violence-line = olmmoš geainna sáhttá háleštit veahkaválddi birra, birra jándora
emergency-no-sim = { $police } doaibmá, vaikko dus ii leat SIM-kort dahje ruhta telefovnnas.
emergency-deaf = Bealjeheapme, guluheapme dahje gielaheapme (døv, hørselshemmet, talehemmet)? Nød-SMS nummirii { $police } doaibmá dušše jus du nummir lea registrerejuvvon ovdal. Jus ii leat: bivdde muhtima riŋget du ovddas.
emergency-no-phone = Ii go dus leat telefovdna? Bivdde muhtima, gii bargá dáppe, riŋget { $police }.

danger-call = Riŋge { $number } dál.
danger-say = Muital gos leat ja mii dáhpáhuvvá.
danger-say-norwegian = Daja: «Jeg snakker nordsamisk. Jeg er i fare. Jeg trenger tolk.» (Mun hálan davvisámegiela. Mun lean váralaš dilis. Dárbbašan dulkka.)
danger-go-safe = Mana oadjebas báikái jus sáhtát.
danger-say-threat = Daja: «Jeg snakker nordsamisk. Noen kan bli skadet. Jeg trenger tolk.» (Mun hálan davvisámegiela. Muhtin sáhttá roasmmohuvvat. Dárbbašan dulkka.)
danger-go-away = Mana eret dan nuppi olbmo luhtte dál. Bija eret dan mii dus lea gieđas.
danger-say-life = Daja: «Jeg snakker nordsamisk. Noen er i livsfare. Jeg trenger tolk.» (Mun hálan davvisámegiela. Muhtin lea heakkaheađis. Dárbbašan dulkka.)
danger-fire = Mana olggos dakkaviđe. Riŋge go leat olgun.

urgent-suicide = Lea buorre ahte muitalat dan. Jus leat heakkaheađis dál, dahje jus muhtin eará lea, riŋge { $ambulance }. Sáhtát maiddái geainna nu háleštit:
urgent-assault = Dat ii leat du sivva. Sáhtát oažžut veahki. It dárbbaš mannat politiijaid lusa. Jus sáhtát, ale basat vuos, ja ale molsso biktasiid.
