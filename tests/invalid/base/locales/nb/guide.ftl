guide-what = Hva trenger du hjelp til?
guide-which = Hva passer best?
guide-danger = Jeg er i fare nå
guide-young = Jeg er under 18 år
guide-someone = Jeg vil snakke med noen
guide-feelings-or-doctor = Jeg har det vondt, eller jeg trenger lege
