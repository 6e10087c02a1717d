/** @file strings.js  Strings of the map. */
export const strings = {
    "map.title": { en: "Map by area", fr: "Carte par zone", ar: "خريطة حسب المنطقة" },
    "map.lead": {
        en: "Each area’s median over the futures, on the day chosen below. One scale for all "
            + "options and all days.",
        fr: "Médiane de chaque zone sur les futurs, au jour choisi ci-dessous. Une seule échelle "
            + "pour toutes les options et tous les jours.",
        ar: "وسيط كل منطقة على مدى المسارات في اليوم المختار أدناه. المقياس واحد لجميع الخيارات "
            + "وجميع الأيام.",
    },
    "map.kept": {
        en: { one: "Courses are kept every day; the last one shown is {date}.",
            other: "Courses are kept every {n} days; the last one shown is {date}." },
        fr: { one: "Les valeurs sont gardées chaque jour ; le dernier affiché est le {date}.",
            many: "Les valeurs sont gardées tous les {n} jours ; le dernier affiché est le "
                + "{date}.",
            other: "Les valeurs sont gardées tous les {n} jours ; le dernier affiché est le "
                + "{date}." },
        ar: { zero: "تُحفظ القيم كل {n} يوم؛ وآخر يوم معروض {date}.",
            one: "تُحفظ القيم كل يوم؛ وآخر يوم معروض {date}.",
            two: "تُحفظ القيم كل يومين؛ وآخر يوم معروض {date}.",
            few: "تُحفظ القيم كل {n} أيام؛ وآخر يوم معروض {date}.",
            many: "تُحفظ القيم كل {n} يوما؛ وآخر يوم معروض {date}.",
            other: "تُحفظ القيم كل {n} يوم؛ وآخر يوم معروض {date}." },
    },
    "map.quantity": { en: "Shown", fr: "Afficher", ar: "المعروض" },
    "map.options": { en: "Options", fr: "Options", ar: "الخيارات" },
    "map.options.all": { en: "all, side by side", fr: "toutes, côte à côte",
        ar: "الكل جنبا إلى جنب" },
    "map.day": { en: "Day of the map", fr: "Jour de la carte", ar: "يوم الخريطة" },
    "map.play": { en: "Play", fr: "Lire", ar: "تشغيل" },
    "map.pause": { en: "Pause", fr: "Pause", ar: "إيقاف مؤقت" },
    "map.play.more": {
        en: "the days one after the other", fr: "les jours l’un après l’autre", ar: "الأيام تباعا",
    },
    "map.figure": {
        en: "{quantity}, {date}", fr: "{quantity}, {date}", ar: "{quantity}، {date}",
    },
    "map.figure.option": {
        en: "{quantity}, {date}: {option}", fr: "{quantity}, {date} : {option}",
        ar: "{quantity}، {date}: {option}",
    },
    "map.range": {
        en: "Over all options and days: {range}.",
        fr: "Sur toutes les options et tous les jours : {range}.",
        ar: "على مدى جميع الخيارات والأيام: {range}.",
    },
    "map.read": {
        en: "The number in an area is its value; one option alone also shows between what nine "
            + "futures of ten lie.",
        fr: "Le nombre dans une zone est sa valeur ; une option seule montre aussi où se situent "
            + "neuf futurs sur dix.",
        ar: "الرقم داخل المنطقة هو قيمتها؛ وعند عرض خيار واحد يظهر أيضا المدى الذي تقع فيه تسعة "
            + "مسارات من عشرة.",
    },
    "map.hint": {
        en: "{option}, {area}: {shown}; nine futures of ten {range}",
        fr: "{option}, {area} : {shown} ; neuf futurs sur dix {range}",
        ar: "{option}، {area}: {shown}؛ تسعة مسارات من عشرة {range}",
    },
    "map.below": { en: "below {limit}", fr: "moins de {limit}", ar: "أقل من {limit}" },
    "map.from": { en: "{limit} and more", fr: "{limit} et plus", ar: "{limit} فأكثر" },
    "map.to": { en: "{low} to below {high}", fr: "de {low} à moins de {high}",
        ar: "من {low} إلى أقل من {high}" },
    "map.one_step": { en: "0 everywhere", fr: "0 partout", ar: "0 في كل مكان" },
    "map.alt": {
        en: "Map of {n} areas. {list}. The table below has every number.",
        fr: "Carte de {n} zones. {list}. Le tableau ci-dessous contient tous les chiffres.",
        ar: "خريطة تضم {n} من المناطق. {list}. ويتضمن الجدول أدناه جميع الأرقام.",
    },
    "map.alt.option": {
        en: "{option}: from {low} in {lowest} to {high} in {highest}",
        fr: "{option} : de {low} à {lowest} jusqu’à {high} à {highest}",
        ar: "{option}: من {low} في {lowest} إلى {high} في {highest}",
    },
    "map.alt.one": {
        en: "{option}: {high} in {highest}", fr: "{option} : {high} à {highest}",
        ar: "{option}: {high} في {highest}",
    },
    "map.schematic": {
        en: "Schematic: a tile for each area, not to scale.",
        fr: "Schéma : une case par zone, sans échelle.",
        ar: "رسم تخطيطي: مربع لكل منطقة، دون مقياس رسم.",
    },
    "map.source": {
        en: "Boundaries: {source}.", fr: "Limites : {source}.", ar: "الحدود: {source}.",
    },
    "map.simplified": {
        en: "Boundaries are simplified.", fr: "Les limites sont simplifiées.", ar: "الحدود مبسطة.",
    },
    "map.disclaimer": {
        en: "Boundaries and names serve to read the numbers by. They express no opinion on the "
            + "status of any territory or its authorities, or on where frontiers lie.",
        fr: "Les limites et les noms servent à situer les chiffres. Ils n’expriment aucune "
            + "opinion sur le statut d’un territoire ou de ses autorités, ni sur le tracé des "
            + "frontières.",
        ar: "الحدود والأسماء مذكورة لقراءة الأرقام فحسب، ولا تعبر عن أي رأي بشأن الوضع القانوني "
            + "لأي إقليم أو سلطاته، أو بشأن مواضع الحدود.",
    },

    "map.name.incidents_per_100k": {
        en: "Incidents in 30 days per 100\u202f000 present",
        fr: "Incidents en 30 jours pour 100\u202f000 présents",
        ar: "الحوادث خلال 30 يوما لكل 100,000 من الموجودين",
    },
    "map.name.food_met": {
        en: "Food need met",
        fr: "Besoins alimentaires couverts",
        ar: "نسبة تلبية الاحتياجات الغذائية",
    },
    "map.name.water_met": {
        en: "Water need met",
        fr: "Besoins en eau couverts",
        ar: "نسبة تلبية الاحتياجات من المياه",
    },
    "map.name.services": { en: "Public services that work", fr: "Services publics qui fonctionnent",
        ar: "الخدمات العامة العاملة" },
    "map.name.legitimacy": {
        en: "Legitimacy of the arrangement",
        fr: "Légitimité du dispositif",
        ar: "شرعية الترتيبات",
    },
    "map.name.housing": { en: "Homes fit to live in", fr: "Logements habitables",
        ar: "المساكن الصالحة للسكن" },
    "map.name.sheltering": {
        en: "Displaced persons sheltering here",
        fr: "Personnes déplacées hébergées dans la zone",
        ar: "النازحون المقيمون في المنطقة",
    },
    "map.name.undernourishment": { en: "Undernourishment index", fr: "Indice de sous-alimentation",
        ar: "مؤشر نقص التغذية" },
    "map.name.per_1000": {
        en: "Effective personnel per 1\u202f000 present",
        fr: "Personnel effectif pour 1\u202f000 présents",
        ar: "الأفراد الفعليون لكل 1000 من الموجودين",
    },
    "map.name.fighters": { en: "Fighters outside the agreement", fr: "Combattants hors de l’accord",
        ar: "المقاتلون خارج الاتفاق" },
};
