"""What the lists of rude words have, and is a name, a place, or an everyday word somewhere.

The lists are generous, and what is rude in one language is at home in another (a trio, a mocha, a mother). It is passed
over as it is spelled here, and only as that.
"""

import re

INNOCENT = frozenset(
    """
    abstand ad aftrekken amador anita ano aranha ariano arracher arse asesinato asini asno aso asu attans
    audacia ayam babb balen balle ballen bana bander banoty bastarda battere baňa begær bekken belin berdarah
    beurt bikin bile bimbo bite bitte ble bleat blet bok boker boku bola bolas bolde bollar bonze borsten bot
    bourré bourrée bout braner brida bride brinca brokker brutta bum bunda burnes burro bym bátorság bälle
    bänder cac cadavere cagar campana cazo caça cehennem celaka cerveja cesaret chiappa chlapa chodu chuť cipő
    cite clochard cocal comer con cona concha cons consolo convoitise coq coqs coragem corno corrida coura covor
    cozza cran cristo culi cumming cur curaj curve cừ dada deficiente deich del detik diga dige digue dijk dik
    dikirim dink domination doop dorință douche dritt dritten drog droga drogą dronken dróg duche duché după
    dyche dzwonek débil dík dømmes eb eby elda enfer enojado entä esel espacer espacio eti exclama extremo ezel
    ezels eşek fan fanden fanni fanny fascina fascine fava fena fik fing fira fisse fitte fiuta fiút flange
    flansch flens flis foder fodera folla folle follo franc fuder fut fák fény föda födas föder føde fødes fős
    gafa galo galos gammler gasti gat gelo gerbe gerber gesù geçit gila gol golyó gote gotten griet grieta
    grogol gát gât göte hane hanen haner hayg hayvanı he'll hel hell here heterosexual hijra hoerig hol
    homosexual hooker hor hora hore horný horoz hoře huso huy huye hänen hård hór hölle hör höre hörðdal hörður
    hør høre hündin hůře iad ilda inferno infierno intim jajko jeb jode jodå johny kacau kaka kakas kaki kalu
    kamine kanlı karima keberanian kedi kejam kemény kere kesal kimme kippe kloten kock kogut kohout kok kont
    korom kos kouření kuk kuker kul kula kulki kunda kurki kusi kuska kuski kusko kut kutta kuśka kuška kys käka
    köck körd køn kønt kúska kül küsse labbra leak lobbes loden lodu lolita lox lund lust lusta lábios lümmel
    maal madon maling mama manda mandat mande mandy mannaggia mapache marha maroni marroni martillo mati mea
    mead meados meas mees mell mellék memperlambat meni ment menusuk meo merebut mes mesa mijo minet miskin mist
    ml mocha molesto molo mona mong monta montare monyet mufti muna mussa muts mutta mușchi måling möpse mění
    nahoru naida nasra nayak negri negro negros negru nek neraka nezdá nicht nik norak nyak odvaha olla onzin
    orina osram ostia p'tit paal padlo padło palavra palen palle panna pano pataka patakha pau paška pea peklo
    pele pelusa penchant penggemar perse pesce pic pica picio pieprz pik pikk pina pinto pipa pipe pipi pipo
    pippa piquer piqûres piru pis pisarz pisello pistää pitt playboy pokol pollita pompa poot popel poppen porco
    pot prd prikker prk prša puntura pust pusta pustá puti puła péter píš píší quaglia quejas queue raben radit
    rahat ramoner randi randon recto reet regina reikä retards reto retto reva rey rondon rosette ruang rufa
    ryck rés részeg saco samen sampah sarap sarhoş sbattere schatje schluchzen schmutz schnappen schnepfe
    schnepfen schrauben scopa sega seins semen seni sere sharma shota sial sigaretta skeet skid skit slet
    sletten sm smut snatch spagnola spalt spać spiraglio spricka sra srác stake stechen stiche stick sticka
    strappare sujeira sukupuoli svans szpara säkra sås sík súča sık sıkı tama tanche tanggul tat tatte tatti
    tavara teta tette tik tikar tirare tirón tissi titka titt tizón tonto topa torneira transsexual traque
    tremper trio trique tusan tık udupi urin vacca vagabond vangare vertragen verzögern viol violator vloek vágy
    väsyttää véres wang waschbär wippen xixi zeb zep zeuren zinne zizi zuigen zut áss çatlak çağ çağa çok ének
    öfkeli şarap şık βαρέλι διαστήματα επάνω καπνιά κοκ κόλαση να'ναι ναι νύχια σκυλάκι συνάδελφο τόλμη φύλο
    χαλί χτύπημα ад анита аніта бажання бок бук бум біле веб взрыв вот гето дел диплом диск заев заева збір
    звіти звіті кульки м'яч мама мати матір матір'ю менi мені мл мяч нигер ниже ник нігер нік пекло пик писати
    поки приклад пік ралли рано рис риса риси рот рік сок сон сірко тит тітка фан хана чорт чортів шота эти іще
    احتلام اركب افضي اقعد اندر بتاع برهنه بز بلكيشن بنوتى بنوتي بوكسر تتجاوز تجاوز تعبان جاد جنس جوزي حشر حمام
    داف دكر زان زنج سلب سنتيا سوپر شرقان شعر عايز علق فحل فرس كيشن لبن لبو لبوة لبوه لش مبادل متع محروم مرات
    مراتى مراتي مشتهي مشعر ممتع منی نتاية نتايه نكته واقف ورا จิม 가슴 고양이 구강 대상 덩어리 맙소사 불평 사정
    손질 수성 연예인 우주 유모 유산 인상 지옥 지체 직장 형사 あそこ おし おしゃべり すけ なめ ぶつ めちゃくちゃ
    オタク コケ コック バケツ バスケ パブ ファンタジー フック ボール 人種 偽物 噴出 地獄 女の子 嫌い 性別 愚痴
    支配 放棄 曇り 欲望 沈む 縛り 迷い 震え 飼い主
    """.split()  # noqa: SIM905  # words read best as words
)

UNSPACED = frozenset(
    """
    13. 三级片 乳 交配 刚度 卵 卵子 吹箫 后庭 处女 奶 性 成人 激情 爛 祖宗 私服 老二 老母 肥西 花柳 逼 野鸡 靠北
    靠背 靠腰 九游 口肯 密洞 玉杵 白烂 笨蛋 你全家 他奶奶 娘的 打飞机 瓜娃子 瓜婆娘 幹
    """.split()  # noqa: SIM905  # words read best as words
)
"""The same of a script without spaces, where a word is found in the midst of others."""

PHRASES = re.compile(
    r"\b(?:dick van dyke|(?:moby|philip k|andy) dick|(?:blue|great|coal|marsh|willow) tits?|tit willow|"
    r"pussy willows?|bloody mary|cock robin|de cock|dick (?:turpin|tracy|whittington|grayson)|booby bird|gay lussac|"
    r"(?:هیچ|هر) کس)\b",
    re.IGNORECASE,
)

GIVEN_NAME = re.compile(r"^Dick(?=$| (?!Head|Face|Pic|Suck|Lick|Rid|Wad|Bag|Butt|Up|In|Is|My|Big)[A-Z][a-z])")
"""Somebody's first name, alone or before the last one; written small, or after another word, it is none."""

JOINED = re.compile(
    "妈妈|面包皮|水乳交融|[出路港窗众門门]口|体操|生日|[个個女男理感异異母]性|[岁歲]月|比[萨賽赛]|[手飞]机|[艺藝芸舞]妓"
)
"""Words of a script without spaces that have a rude one in them, or make one with what comes next."""
