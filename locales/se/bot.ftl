### What the bots say outside an answer.

bot-machine = Bures. Dát lea dihtorprográmma. Dát ii leat olmmoš. Leat go váralaš dilis dál? Riŋge { $police }.
bot-how = Čále masa dárbbašat veahki, dahje vállje vuolábealde.
bot-keeps = Mii eat vurke dan maid čálát. Mii muitit dušše giela ja báikki, 24 diimmu.
bot-telegram = Telegram sáhttá oaidnit dan maid čálát dása, ja vurket dan.
bot-matrix = Dat maid čálát dása, lea krypterejuvvon (kryptert). Sii geat jođihit servera, sáhttet oaidnit ahte čálát dása. Sii eai sáhte lohkat maid čálát.
bot-seen = Olmmoš gii geahččá du telefovnna, sáhttá lohkat ságastallama.
bot-erase = Čále { $delete }, de mii sihkkut dan maid sáhttit. Sihko maiddái ságastallama iežat telefovnnas.
bot-about = Suohkaniin leat plánat mat muitalit geat sáhttet veahkehit. lykt veahkeha du gávdnat daid álkit. Ii oktage mis loga dan maid čálát.

bot-deleted = Mii leat sihkkon dan maid sáhttit. Juoga sáhttá báhcit, erenoamážit dat mii lea boarráset go guokte beaivvi. Sihko maiddái ságastallama iežat telefovnnas.
bot-redacted = Mii leat sihkkon iežamet vástádusaid. Dat maid ieš leat čállán, ja kopiijat eará serveriin, sáhttet báhcit. Sihko maiddái ságastallama iežat telefovnnas.
bot-late = Du dieđáhus bođii maŋŋit. Leat go váralaš dilis dál? Riŋge { $police }. Čále áinnas ođđasit.
bot-not-text = Mii sáhttit lohkat dušše teavstta. Čále sániiguin, dahje vállje vuolábealde.
bot-position = Mii eat geavat dieđu gos don leat, ja mii eat vurke dan. Leat go váralaš dilis dál? Riŋge { $police } ja muital gos leat.
bot-slow = Ollu dieđáhusat bohte oanehis áiggis. Vuordde veaháš, ja čále ođđasit.
bot-unreadable = Mii eat sáhttán lohkat du dieđáhusa. Leat go váralaš dilis dál? Riŋge { $police }. Sádde dieđáhusa áinnas ođđasit.
bot-leaves = Mii sáhttit hállat dušše ovttain olbmuin hávális, ja ságastallan ferte leat krypterejuvvon (kryptert). Danne mii guođđit ságastallama dál.

bot-title = Nummirat maidda sáhtát riŋget
bot-description = Dihtorprográmma mii čájeha nummiriid maidda sáhtát riŋget, ja goas sii vástidit. Čále maid dárbbašat. Lea go váralaš dilli dál? Riŋge { $police }.

command-start = Álgge ođđasit
command-emergency = Heahtenummirat
command-help = Mo dat doaibmá
command-language = Vállje giela
command-place = Vállje báikki
command-now = Gii vástida dál
command-privacy = Maid mii vurket
command-delete = Sihko ságastallama
command-about = Mii lea lykt
