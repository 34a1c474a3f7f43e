"""Names and words of many places that have something rude in them, or are rude elsewhere, and mean no harm."""

_NAMES = """
    Scunthorpe, Penistone, Clitheroe, Lightwater, Cockermouth, Cockfosters, Shitterton Fan, Essex, Sussex,
    Middlesex, Arsenal, Phuket, Niger, Nigeria, Montenegro, Pakistan, Assam, Uranus, Massachusetts, Matterhorn,
    Titicaca, Sextans, Dick Van Dyke, Dickens, Moby Dick, Emily Dickinson, Dickson, Cockburn, Hancock, Babcock,
    Alcock, Hitchcock, Woodcock, Bassett, Cassandra, Cassius, Hassan, Nigel, Titus, Titania, Fanny, Wang, Fuchs,
    Fukuda, Takeshita, Matsushita, Mandy, Mona, Regina, Anita, Lolita, Concha, Huy, Phuc, Pinto, Kok, Mesa, Pitt,
    Slutsky, Hoare, Weiner, Gaylord, Gay, Lesley, Cumberland, Cummings, Sexton, Randy, Willy, Butterworth,
    Buttons, Rodney, Analise, Analyst, Therapist, Classic, Bass Player, Grasshopper, Compass, Embassy, Assassin,
    Passion, Glass Otter, Document, Cucumber, Circumstance, Scum, Shiitake, Peacock, Cockatoo, Cockle,
    Woodpecker, Blue Tit, Great Tit, Titmouse, Pussy Willow, Pussycat, Raccoon, Tycoon, Grape, Trapeze, Drapes,
    Canal, Banal, Analogue, Swank, Shell, Hello, Michelle, Snigger, Spice, Prickly Pear, Crapaud, Reputation,
    Traffic, Calculo, Culvert, Bitcoin, Popcorn, Mocha, Trio, Mist, Gato Negro, Burro, Inferno, Pipe, Stick, Fan,
    Bot, Queue, Raben, Bitte, Bloody Mary, Cock Robin, Saturn, Sussex Otter 12, Tit Willow, Ana L, Cristina,
    Hermann, Otter69, Fuji, Jadwiga, Zoë, Søren, 李小龙, हिन्दी, Иван, Настя, Хуан, Γιώργος, فاطمة, さくら,
    김철수, สมชาย, Dick, Dick Smith, Hooker, John Lee Hooker, Shitake, De Cock, Van Dijk, Cumming, Péter Horváth,
    Jeb Bush, Johny, Pippa, Kardashian, Sharma, Nayak, Lund, Randi Lund, Nik, Zeb, Kos, Hancock 7, Wankel,
    Weinerman, Fucik, Titov, Titanic, Analena, Dickerson, Babcock, Glasscock, Shuttleworth, Sackville, Bumgarner,
    Buttigieg, Assange, Asselborn, Grassi, Cassano, Sextus, Kuntz, Kunta, Schmidt, Fückel, Fuchsberger, Höre,
    Vogel, Hornung, Bänder, Wichtel, Pissarro, Pissarides, Poulain, Coquelin, Salopek, Balle, Arracher, Culotta,
    Follo, Folletti, Gesù, Cazorla, Puttnam, Figaro, Zoccolanti, Palavra, Coragem, Cerveja, Putin, Putnam,
    Negros Oriental, Quejas, Huye, Penedo, Bichette, Onzin, Beurt, Schatje, Kontich, Kuntala, Lulu, Reet Pikk,
    Paal, Hörður, Söder, Kaka, Säkra, Hård, Droga, Boku, Spać, Jajko, Pusta, Mutta, Rahat, Kedi, Çok, Şarap,
    Çağa, Ruang, Ayam, Dík, Odvaha, Cipő, Horný Bar, Zlatá Baňa, Мама, Рік, Диск, Нигер, Тит, Анита,
    Шота Руставелі, Νύχια, Βαρέλι, バケツ, ボール, オタク, 고양이, 우주, 处女座, 生日你好, 体操你好, 出口交易,
    个性交友, 水乳交融, 面包皮, 老二, 手机八折, 他妈妈, 艺妓, 長大成人, 王小明, 陳美玲, حمام, الشعر, لبنى, جاد,
    نورا, سنتيا, كون, هیچ کس, سوپر من, आरव, प्रिया, লতা
"""

NAMES = tuple(" ".join(name.split()) for name in _NAMES.split(","))
