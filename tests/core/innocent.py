"""Names and words of many places that have something rude in them, or are rude elsewhere, and mean no harm."""

_NAMES = """
    Scunthorpe, Penistone, Clitheroe, Lightwater, Cockermouth, Cockfosters, Shitterton Fan, Essex, Sussex,
    Middlesex, Arsenal, Phuket, Niger, Nigeria, Montenegro, Pakistan, Assam, Uranus, Massachusetts, Matterhorn,
    Titicaca, Sextans, Dick Van Dyke, Dickens, Moby Dick, Emily Dickinson, Dickson, Cockburn, Hancock, Babcock,
    Alcock, Hitchcock, Woodcock, Bassett, Cassandra, Cassius, Hassan, Nigel, Titus, Titania, Fanny, Wang, Fuchs,
    Fukuda, Takeshita, Matsushita, Mandy, Mona, Regina, Anita, Lolita, Concha, Huy, Phuc, Pinto, Kok, Mesa,
    Pitt, Slutsky, Hoare, Weiner, Gaylord, Gay, Lesley, Cumberland, Cummings, Sexton, Randy, Willy, Butterworth,
    Buttons, Rodney, Analise, Analyst, Therapist, Classic, Bass Player, Grasshopper, Compass, Embassy, Assassin,
    Passion, Glass Otter, Document, Cucumber, Circumstance, Scum, Shiitake, Peacock, Cockatoo, Cockle,
    Woodpecker, Blue Tit, Great Tit, Titmouse, Pussy Willow, Pussycat, Raccoon, Tycoon, Grape, Trapeze, Drapes,
    Canal, Banal, Analogue, Swank, Shell, Hello, Michelle, Snigger, Spice, Prickly Pear, Crapaud, Reputation,
    Traffic, Calculo, Culvert, Bitcoin, Popcorn, Mocha, Trio, Mist, Gato Negro, Burro, Inferno, Pipe, Stick,
    Fan, Bot, Queue, Raben, Bitte, Bloody Mary, Cock Robin, Saturn, Sussex Otter 12, Tit Willow, Ana L,
    Cristina, Hermann, Otter69, Fuji, Jadwiga, Zoë, Søren, 李小龙, हिन्दी, Иван, Настя, Хуан, Γιώργος, فاطمة, さくら,
    김철수, สมชาย
"""

INNOCENT = tuple(" ".join(name.split()) for name in _NAMES.split(","))
