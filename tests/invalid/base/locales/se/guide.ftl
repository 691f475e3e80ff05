guide-what = Masa dárbbašat veahki?
guide-which = Mii heive buoremusat?
guide-danger = Lean váralaš dilis dál
guide-young = Lean vuollel 18 jagi
guide-someone = Háliidan geainna nu háleštit
guide-feelings-or-doctor = Mus lea váivi, dahje dárbbašan doaktára
