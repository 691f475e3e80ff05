### The guided way: what one can choose when one does not know what to write. `directory/triage.toml` says where each choice leads.

guide-what = Hva trenger du hjelp til?
guide-start-line = Du blir ikke koblet til noen. Du kan gå tilbake når som helst.
guide-which = Hva passer best?
guide-danger = Jeg er i fare nå
guide-me = Det gjelder meg
guide-young = Jeg er under 18 år
guide-child = Jeg er bekymret for et barn
guide-other = Jeg er bekymret for en voksen jeg kjenner
guide-hurts = Jeg skader eller skremmer noen
guide-work = Jeg jobber med folk som opplever dette
guide-someone = Jeg vil snakke med noen

guide-violence = Noen skader, skremmer eller styrer meg
guide-sexual = Noe seksuelt jeg ikke ville
guide-family = Familien bestemmer hvordan jeg skal leve
guide-home = Noe hjemme er vanskelig
guide-feelings = Jeg har det vondt
guide-feelings-or-doctor = Jeg har det vondt, eller jeg trenger lege
guide-practical = Penger, bolig, rettigheter eller politi
guide-new = Jeg er ny i Norge, eller vil ha hjelp på et annet språk
guide-daily = Jeg er eldre, eller trenger hjelp i hverdagen
guide-elder = Jeg er eldre, og noen behandler meg dårlig
guide-disability = Jeg trenger hjelp i hverdagen, og noen utnytter meg

guide-afraid = Er du redd for noen hjemme?
guide-yes = Ja
guide-no = Nei
guide-unsure = Jeg vet ikke

guide-young-line = Det er ikke din skyld. Det er de voksne som har ansvaret.
guide-touched = Noen tar på meg uten at jeg vil det
guide-sad = Jeg er trist eller redd
guide-wonder = Jeg lurer på noe
guide-bullied = Et barn blir mobbet
guide-other-suicidal = En jeg kjenner orker ikke mer
