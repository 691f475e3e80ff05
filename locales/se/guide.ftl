### The guided way: what one can choose when one does not know what to write. `directory/triage.toml` says where each choice leads.

guide-what = Masa dárbbašat veahki?
guide-start-line = Mii eat váldde oktavuođa geainnage. Sáhtát mannat ruovttoluotta vaikko goas.
guide-which = Mii heive buoremusat?
guide-danger = Lean váralaš dilis dál
guide-me = Dát guoská munnje
guide-young = Lean vuollel 18 jagi
guide-child = Lean fuolas mánás
guide-other = Lean fuolas rávisolbmos gean dovddan
guide-hurts = Mun vahágahtán dahje balddán muhtima
guide-work = Barggan dákkár áššiiguin
guide-someone = Háliidan geainna nu háleštit

guide-violence = Muhtin vahágahttá dahje baldá mu, dahje mearrida buot maid mun dagan
guide-sexual = Juoga seksuálalaš maid in háliidan
guide-family = Bearaš mearrida mo mun galggan eallit
guide-home = Ruovttus lea juoga váttis
guide-feelings = Mus lea váivi
guide-feelings-or-doctor = Mus lea váivi, dahje dárbbašan doaktára
guide-practical = Ruhta, ásodat, vuoigatvuođat dahje politiija
guide-new = Lean ođas Norggas, dahje háliidan veahki eará gillii
guide-daily = Lean vuoras olmmoš, dahje dárbbašan veahki árgabeaivvis
guide-elder = Lean vuoras olmmoš, ja muhtin meannuda mu funet
guide-disability = Dárbbašan veahki árgabeaivvis, ja muhtin ávkkástallá muinna

guide-afraid = Balat go geas nu ruovttus?
guide-yes = Juo, balan
guide-no = In bala
guide-unsure = In dieđe

guide-young-line = Dat ii leat du sivva. Rávisolbmuin lea ovddasvástádus.
guide-touched = Muhtin guoskkaha mu rupmašii, vaikko in háliit
guide-sad = Mus lea váivi, dahje mun balan
guide-wonder = Mus lea gažaldat
guide-bullied = Muhtin givssida máná
guide-other-suicidal = Muhtin gean dovddan, ii veaje šat
