### What is said around the services that an answer shows.

results-title = Dát sáhttet veahkehit
results-others = Earát geat sáhttet veahkehit
results-none = Mii eat gávdnan sihkkaris vástádusa. Dát sáhttet veahkehit du viidáseappot.
results-rephrase = Čále eará sániiguin, dahje vállje dan mii heive buoremusat:
results-other-place = Mii eat gávdnan dán du lahka. Dat lea eará báikkis:
results-not-fault = Dat ii leat du sivva.
results-not-fault-young = Dat ii leat du sivva.
results-decide = Don mearridat ieš. Sáhtát loahpahit ságastallama go háliidat, ja riŋget máŋgii.
results-perpetrator = Lea buorre ahte ozat veahki. Sáhtát oahppat dahkat eará láhkai.
results-trouble = Ohcan ii doaimma dál. Nummirat bajábealde doibmet liikká.
results-abroad = Eará riikkas sáhttá { $number } leat eará. Norggas geavahat dán:

now-title = Dát vástidit dál
now-perhaps = Dáid sáhtát geahččalit
now-later = Dát rahpet maŋŋil
now-nobody = Juste dál ii vástit oktage dás.
now-question = Gii vástida dál?
email-anytime = Sáhtát čállit vaikko goas. Sii vástidit maŋŋil.

guide-under-18 = Lean vuollel 18 jagi
guide-adult = Lean rávisolmmoš
guide-means = Lea go oadjebas hállat telefovnna bokte dál?
guide-talk = Sáhtán hállat telefovnna bokte
guide-write = In sáhte hállat, sáhtán dušše čállit
guide-written = Dáidda sáhtát čállit
guide-place = Vállje eará báikki
guide-back = Ruovttoluotta

language-unchecked = Dán teavstta ii leat dárkkistan olmmoš geas lea davvisámegiella eatnigiellan. Jus teavsttat eai leat ovttaláganat, de lea dárogiel teaksta riekta.
language-only-norwegian = Dát teaksta gávdno dušše dárogillii.

page-not-found = Dát siidu ii gávdno.
page-error = Juoga manai boastut. Nummirat bajábealde doibmet liikká.
