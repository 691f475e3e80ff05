### The header that leads every answer, and what is said when somebody is in danger now.

emergency-title = Haster det?
emergency-police = politi
emergency-ambulance = ambulanse
emergency-fire = brann
emergency-child-welfare = barnevernvakt
emergency-doctor = legevakt, når det ikke kan vente
emergency-child-line = barn og unge, hele døgnet
emergency-violence-line = noen å snakke med om vold, hele døgnet
emergency-no-sim = { $police } virker også uten SIM-kort og uten penger på kortet.
emergency-deaf = Døv, hørselshemmet eller talehemmet? Nød-SMS til { $police } virker bare hvis nummeret ditt er registrert fra før. Hvis ikke: be noen ringe for deg.
emergency-no-phone = Har du ikke telefon? Be noen som jobber her om å ringe { $police }.

danger-call = Ring { $number } nå.
danger-say = Si hvor du er og hva som skjer.
danger-say-norwegian = Si: «Jeg er i fare. Jeg er her: …»
danger-go-safe = Gå til et trygt sted hvis du kan.
danger-say-threat = Si: «Noen kan bli skadet. Jeg er her: …»
danger-go-away = Gå bort fra den andre nå. Legg fra deg det du har i hånden.
danger-say-life = Si: «Noen er i livsfare. Jeg er her: …»
danger-fire = Gå ut med en gang. Ring når du er ute.

urgent-suicide = Det er bra at du sier det. Er livet i fare nå, ring { $ambulance }. Du kan også snakke med noen:
urgent-assault = Det er ikke din skyld. Du kan få hjelp uten å gå til politiet. Ikke vask deg og ikke skift klær først, hvis du kan la være.
