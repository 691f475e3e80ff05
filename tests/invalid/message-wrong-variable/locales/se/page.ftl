### What stands on a page of the kiosk and in the terminal, outside the answer.

start-write = Čále iežat sániiguin
start-search = Oza
start-choose = Dahje vállje dan mii heive buoremusat
place-question = Gos háliidat oažžut veahki? It dárbbaš vástidit.
place-any = Olles Norga
language-choose = Vállje giela
nav-start = Álgui
nav-exit = Guođe siiddu jođánit
nav-more = Čájet eanet
nav-content = Njuike sisdollui
nav-print = Prente
nav-aloud = Loga jitnosit
nav-size = Stuorit teaksta
nav-colours = Eará ivnnit
keys-title = Boallobeavdi
keys-space = Gaska
keys-erase = Sihko bustáva
idle-title = Leat go ain dáppe?
idle-line = Dat maid leat čállán, jávká fargga šearpmas.
idle-stay = Juo, lean dáppe
exit-hint = Deaddil «Guođe siiddu jođánit» dahje golmma geardde Shift, de jávká teaksta šearpmas.
bridge-title = Čájet dán muhtimii gii bargá dáppe
bridge-interpreter = Dárbbašan dulkka. Giella: { $language }
carry-title = Váldde mielde telefovdnii
carry-line = Govve dán telefovnnain. Govva ja teaksta sáhttet báhcit telefovdnii.
carry-telegram = Dahje joatkke Telegramas. Telegram sáhttá oaidnit dan maid čálát dohko, ja vurket dan.
discreet-open = Unna koarta
discreet-title = Ávkkálaš nummirat
card-unchecked = Jorgalus ii leat vel dárkkistuvvon
more-numbers = Eanet nummirat
lines-violence = veahkaválddi birra
lines-child = mánát ja nuorat
lines-doctor = doavttir (legevakt)
privacy-note = Mii eat vurke dan maid čálát. Mii eat sáhte čiehkat buot: earát sáhttet oaidnit du telefovnnas makkár siidduid leat geavahan.

chat-hello = Bures. Dát lea dihtorprográmma. Dát ii leat olmmoš. Leat go váralaš dilis dál? Riŋge { $police }. Dás gávnnat nummiriid sidjiide geat sáhttet veahkehit.
chat-how = Čále masa dárbbašat veahki, ja deaddil Enter. Čále «{ $loahpat }» go háliidat heaitit.
chat-commands = Čále «{ $language } nb» go háliidat molsut giela, ja «{ $place } narvik» go háliidat válljet báikki.
chat-place-set = Báiki: { $place }
chat-place-unknown = Mii eat dovdda dan báikki. Vállje ovtta dáin báikkiin: { $places }
chat-language-unknown = Mii máhttit dáid gielaid: { $languages }
chat-bye = Báze dearvan. Gidde láse, de ii oktage oainne maid čállet.

chat-now = Čále «{ $now }», de oainnát gii vástida dál. Leat go vuollel 18 jagi: «{ $now } { $child }». Sáhtát go dušše čállit: «{ $now } { $write }».
chat-number = Čále dan logu maid válljet. Čále { $back } go háliidat mannat ruovttoluotta. Sáhtát maiddái čállit iežat sániiguin.
