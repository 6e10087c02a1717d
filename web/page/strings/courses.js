/** @file courses.js  Strings: quantities over time, pipeline, politics, money, relief, stories. */
export const strings = {
    "courses.title": {
        en: "The main quantities over time",
        fr: "Les grandeurs principales dans le temps",
        ar: "المقادير الرئيسية عبر الزمن",
    },
    "courses.lead": {
        en: "Line: median of the kept futures. Dark band: half of them. Light band: nine in ten. "
            + "A band is the spread of futures under the plan’s ranges, not a margin of error.",
        fr: "Ligne : médiane des futurs conservés. Bande foncée : la moitié d’entre eux. Bande "
            + "claire : neuf sur dix. Une bande est la dispersion des futurs sous les fourchettes "
            + "du plan, pas une marge d’erreur.",
        ar: "الخط: وسيط المسارات المحفوظة. المساحة الداكنة: نصفها. المساحة الفاتحة: تسعة من كل "
            + "عشرة. وتبين المساحة الملونة تشتت المسارات ضمن نطاقات الخطة، وليست هامش خطأ.",
    },
    "courses.incomplete": {
        en: "Pictures over time are made when the study is complete.",
        fr: "Les images dans le temps sont produites une fois l’étude terminée.",
        ar: "تُعد الصور الزمنية عند اكتمال الدراسة.",
    },
    "courses.alt": {
        en: "{option}: median from {first} to {last}; nine in ten futures end within {range}.",
        fr: "{option} : médiane de {first} à {last} ; neuf futurs sur dix finissent dans {range}.",
        ar: "{option}: الوسيط من {first} إلى {last}؛ وتنتهي تسعة من كل عشرة مسارات ضمن {range}.",
    },

    "series.effective_per_1000": {
        en: "Effective personnel per 1 000 residents",
        fr: "Personnel effectif pour 1 000 habitants",
        ar: "الأفراد الفعليون لكل 1000 من السكان",
    },
    "series.effective_per_1000.note": {
        en: "Deployed, fit for duty, weighted by what they can do.",
        fr: "Déployé, apte au service, pondéré par ce qu’il peut faire.",
        ar: "المنتشرون القادرون على الخدمة، مرجحين بما يستطيعون أداءه.",
    },
    "series.incidents_per_100k": {
        en: "Incidents in 30 days per 100 000 residents",
        fr: "Incidents en 30 jours pour 100 000 habitants",
        ar: "الحوادث خلال 30 يوما لكل 100,000 من السكان",
    },
    "series.incidents_per_100k.note": {
        en: "Attacks, clashes and the like, war included.",
        fr: "Attaques, affrontements et autres, guerre comprise.",
        ar: "الهجمات والاشتباكات وما شابهها، بما في ذلك الحرب.",
    },
    "series.legitimacy": {
        en: "Legitimacy of the arrangement",
        fr: "Légitimité du dispositif",
        ar: "شرعية الترتيبات",
    },
    "series.legitimacy.note": {
        en: "How far residents accept it: safety, quality of life, autonomy, dignity. Per cent.",
        fr: "Degré d’acceptation par les habitants : sécurité, qualité de vie, autonomie, "
            + "dignité. Pour cent.",
        ar: "مدى قبول السكان لها: الأمان ونوعية الحياة والاستقلالية والكرامة. نسبة مئوية.",
    },
    "series.services": {
        en: "Public services that work",
        fr: "Services publics qui fonctionnent",
        ar: "الخدمات العامة العاملة",
    },
    "series.services.note": {
        en: "Per cent, weighted by population.",
        fr: "Pour cent, pondéré par la population.",
        ar: "نسبة مئوية مرجحة بعدد السكان.",
    },
    "series.food_met": {
        en: "Food need met",
        fr: "Besoins alimentaires couverts",
        ar: "نسبة تلبية الاحتياجات الغذائية",
    },
    "series.food_met.note": {
        en: "Per cent of 2 100 kilocalories a person and day unless the plan says otherwise.",
        fr: "Pour cent de 2 100 kilocalories par personne et par jour, sauf indication contraire "
            + "du plan.",
        ar: "نسبة مئوية من 2100 سعرة حرارية للفرد في اليوم ما لم تنص الخطة على غير ذلك.",
    },
    "series.displaced": { en: "Displaced persons", fr: "Personnes déplacées", ar: "النازحون" },
    "series.displaced.note": {
        en: "Persons not living at home.",
        fr: "Personnes ne vivant pas chez elles.",
        ar: "أشخاص لا يقيمون في منازلهم.",
    },
    "series.cost": { en: "Paid so far", fr: "Payé jusque-là", ar: "المدفوع حتى تاريخه" },
    "series.cost.note": {
        en: "All sponsors, all lines.",
        fr: "Tous les bailleurs, tous les postes.",
        ar: "جميع الممولين وجميع البنود.",
    },

    "pipeline.title": {
        en: "From pledge to deployment",
        fr: "De la promesse au déploiement",
        ar: "من التعهد إلى الانتشار",
    },
    "pipeline.lead": {
        en: "Mean persons in each stage, one panel for each option that uses the force: the "
            + "height of a stack is everybody who has begun and not left.",
        fr: "Nombre moyen de personnes à chaque étape, un cadre par option qui emploie la force : "
            + "la hauteur de la pile compte tous ceux qui ont commencé et ne sont pas partis.",
        ar: "متوسط عدد الأشخاص في كل مرحلة، وإطار لكل خيار يستخدم القوة: ارتفاع الرسم هو كل من "
            + "بدأ ولم يغادر.",
    },
    "pipeline.effective": {
        en: "Effective personnel, mean",
        fr: "Personnel effectif, moyenne",
        ar: "الأفراد الفعليون، المتوسط",
    },
    "pipeline.need": { en: "Requirement, mean", fr: "Besoin, moyenne", ar: "المطلوب، المتوسط" },
    "pipeline.figure.need": {
        en: "Effective personnel of all forces against the requirement",
        fr: "Personnel effectif de toutes les forces face au besoin",
        ar: "الأفراد الفعليون لجميع القوات مقابل العدد المطلوب",
    },
    "pipeline.figure.need.note": {
        en: "Persons, mean. Broken black line: what the option needs.",
        fr: "Personnes, moyenne. Ligne noire interrompue : ce dont l’option a besoin.",
        ar: "أشخاص، المتوسط. الخط الأسود المتقطع: ما يحتاج إليه الخيار.",
    },
    "pipeline.need.alt": {
        en: "{option}: {has} at the end, {needs} needed.",
        fr: "{option} : {has} à la fin, {needs} requis.",
        ar: "{option}: {has} في النهاية، والمطلوب {needs}.",
    },
    "pipeline.figure.force": {
        en: "{force}, stage by stage",
        fr: "{force}, étape par étape",
        ar: "{force}، مرحلة بمرحلة",
    },
    "pipeline.figure.local": {
        en: "Local force: persons, mean. Deployed at the bottom, the earlier stages above.",
        fr: "Force locale : personnes, moyenne. Les déployés en bas, les étapes antérieures "
            + "au-dessus.",
        ar: "قوة محلية: أشخاص، المتوسط. المنتشرون في الأسفل، والمراحل السابقة فوقهم.",
    },
    "pipeline.figure.contributed": {
        en: "Contributed force: persons, mean. Deployed at the bottom, the earlier stages above.",
        fr: "Force fournie par des États : personnes, moyenne. Les déployés en bas, les étapes "
            + "antérieures au-dessus.",
        ar: "قوة تسهم بها دول: أشخاص، المتوسط. المنتشرون في الأسفل، والمراحل السابقة فوقهم.",
    },
    "pipeline.force.alt": {
        en: "{option}: {deployed} deployed at the end.",
        fr: "{option} : {deployed} déployés à la fin.",
        ar: "{option}: {deployed} منتشرون في النهاية.",
    },

    "politics.title": {
        en: "Bargaining and conditions",
        fr: "Négociation et conditions",
        ar: "التفاوض والشروط",
    },
    "politics.lead": {
        en: "Where bargaining over each issue stands, and in what share of futures each condition "
            + "is met.",
        fr: "Où en est la négociation de chaque question, et dans quelle part des futurs chaque "
            + "condition est remplie.",
        ar: "وضع التفاوض في كل مسألة، ونسبة المسارات التي يستوفى فيها كل شرط.",
    },
    "politics.alt": {
        en: "{what}, at the end: {list}.",
        fr: "{what}, à la fin : {list}.",
        ar: "{what}، في النهاية: {list}.",
    },
    "politics.outcomes": {
        en: "Outcome of bargaining, mean over futures",
        fr: "Résultat de la négociation, moyenne des futurs",
        ar: "نتيجة التفاوض، متوسط المسارات",
    },
    "politics.outcomes.note": {
        en: "Points from 0 to 100 on the issue’s scale, by the rule the plan sets.",
        fr: "Points de 0 à 100 sur l’échelle de la question, selon la règle fixée par le plan.",
        ar: "نقاط من 0 إلى 100 على مقياس المسألة، وفق القاعدة التي تحددها الخطة.",
    },
    "politics.scale": {
        en: "0 is “{low}”, 100 is “{high}”.",
        fr: "0 : « {low} » ; 100 : « {high} ».",
        ar: "0: «{low}»؛ 100: «{high}».",
    },
    "politics.issue": { en: "Issue", fr: "Question", ar: "المسألة" },
    "politics.condition": { en: "Condition", fr: "Condition", ar: "الشرط" },
    "politics.conditions": {
        en: "Share of futures in which each condition is met",
        fr: "Part des futurs où chaque condition est remplie",
        ar: "نسبة المسارات التي يستوفى فيها كل شرط",
    },
    "politics.conditions.note": {
        en: "Per cent of futures, day by day.",
        fr: "Pour cent des futurs, jour par jour.",
        ar: "نسبة مئوية من المسارات، يوما بيوم.",
    },

    "money.title": { en: "What it costs whom", fr: "Qui paie quoi", ar: "الكلفة ومن يتحملها" },
    "money.lead": {
        en: "Amounts paid over the whole time. Pictures show means, which add up; tables show "
            + "medians and the range from the 5th to the 95th percentile.",
        fr: "Montants payés sur toute la période. Les images montrent des moyennes, qui "
            + "s’additionnent ; les tableaux, des médianes et l’étendue du 5e au 95e centile.",
        ar: "المبالغ المدفوعة على مدى الفترة كلها. تبين الصور المتوسطات لأنها تُجمع، وتبين "
            + "الجداول الوسيط والنطاق من المئين الخامس إلى المئين 95.",
    },
    "money.sponsor": {
        en: "Mean amount paid, by sponsor",
        fr: "Montant moyen payé, par bailleur",
        ar: "متوسط المبلغ المدفوع، حسب الممول",
    },
    "money.line": {
        en: "Mean amount paid, by what it is for",
        fr: "Montant moyen payé, par poste",
        ar: "متوسط المبلغ المدفوع، حسب البند",
    },
    "money.note": { en: "Mean over futures.", fr: "Moyenne des futurs.", ar: "متوسط المسارات." },
    "money.alt": {
        en: "{option}: {total} in all; {list}.",
        fr: "{option} : {total} en tout ; {list}.",
        ar: "{option}: المجموع {total}؛ {list}.",
    },
    "money.total": { en: "In all", fr: "Total", ar: "المجموع" },
    "money.sponsor.table": { en: "By sponsor", fr: "Par bailleur", ar: "حسب الممول" },
    "money.line.table": { en: "By what it is for", fr: "Par poste", ar: "حسب البند" },
    "money.sponsor.name": { en: "Sponsor", fr: "Bailleur", ar: "الممول" },
    "money.line.name": { en: "Cost line", fr: "Poste", ar: "بند التكلفة" },
    "money.funded": {
        en: "Share of each day’s bill that was paid",
        fr: "Part de la facture de chaque jour qui a été payée",
        ar: "نسبة ما سُدد من فاتورة كل يوم",
    },
    "money.funded.note": {
        en: "Per cent, mean over futures; 100 % where nothing is due.",
        fr: "Pour cent, moyenne des futurs ; 100 % quand rien n’est dû.",
        ar: "نسبة مئوية، متوسط المسارات؛ 100% حيث لا يستحق شيء.",
    },

    "relief.title": {
        en: "Relief and living conditions by area",
        fr: "Aide et conditions de vie par zone",
        ar: "الإغاثة والأحوال المعيشية حسب المنطقة",
    },
    "relief.lead": {
        en: "Areas are those of the plan. Names and boundaries do not imply endorsement or "
            + "acceptance.",
        fr: "Les zones sont celles du plan. Noms et limites n’impliquent ni approbation ni "
            + "acceptation.",
        ar: "المناطق هي مناطق الخطة. ولا تعني الأسماء والحدود إقرارا بها أو قبولا لها.",
    },
    "relief.figure": {
        en: "Food need met, by area",
        fr: "Besoins alimentaires couverts, par zone",
        ar: "نسبة تلبية الاحتياجات الغذائية، حسب المنطقة",
    },
    "relief.figure.note": {
        en: "Per cent, mean over futures.",
        fr: "Pour cent, moyenne des futurs.",
        ar: "نسبة مئوية، متوسط المسارات.",
    },
    "relief.table": {
        en: "{what}, on the last day: median, 5th to 95th percentile",
        fr: "{what}, le dernier jour : médiane, 5e au 95e centile",
        ar: "{what}، في اليوم الأخير: الوسيط، والمئين الخامس إلى 95",
    },
    "relief.more": {
        en: "More by area: water, hunger, homes, services, shelter, incidents, legitimacy",
        fr: "Autres tableaux par zone : eau, faim, logements, services, hébergement, incidents, "
            + "légitimité",
        ar: "المزيد حسب المنطقة: المياه والجوع والمساكن والخدمات والإيواء والحوادث والشرعية",
    },

    "area.food_met": {
        en: "Food need met",
        fr: "Besoins alimentaires couverts",
        ar: "نسبة تلبية الاحتياجات الغذائية",
    },
    "area.water_met": {
        en: "Water need met",
        fr: "Besoins en eau couverts",
        ar: "نسبة تلبية الاحتياجات من المياه",
    },
    "area.undernourishment": {
        en: "Undernourishment index",
        fr: "Indice de sous-alimentation",
        ar: "مؤشر نقص التغذية",
    },
    "area.housing": {
        en: "Homes fit to live in",
        fr: "Logements habitables",
        ar: "المساكن الصالحة للسكن",
    },
    "area.services": {
        en: "Public services that work",
        fr: "Services publics qui fonctionnent",
        ar: "الخدمات العامة العاملة",
    },
    "area.sheltering": {
        en: "Displaced persons sheltering there",
        fr: "Personnes déplacées hébergées dans la zone",
        ar: "النازحون المقيمون في المنطقة",
    },
    "area.incidents_per_100k": {
        en: "Incidents in 30 days per 100 000 present",
        fr: "Incidents en 30 jours pour 100 000 présents",
        ar: "الحوادث خلال 30 يوما لكل 100,000 من الموجودين",
    },
    "area.legitimacy": {
        en: "Legitimacy of the arrangement",
        fr: "Légitimité du dispositif",
        ar: "شرعية الترتيبات",
    },

    "stories.title": {
        en: "One future of each option",
        fr: "Un futur de chaque option",
        ar: "مسار مستقبلي واحد لكل خيار",
    },
    "stories.lead": {
        en: "With every assumption at its central value and one draw of luck. It is there to read "
            + "how things hang together, not what will happen.",
        fr: "Avec chaque hypothèse à sa valeur centrale et un seul tirage du hasard. Il sert à "
            + "lire comment les choses s’enchaînent, non ce qui arrivera.",
        ar: "بوضع كل افتراض عند قيمته المركزية وبسحبة واحدة من المصادفات. والغرض قراءة ترابط "
            + "الأمور، لا ما سيحدث.",
    },
    "stories.good": { en: "For the better:", fr: "En mieux :", ar: "إلى الأحسن:" },
    "stories.bad": { en: "For the worse:", fr: "En pire :", ar: "إلى الأسوأ:" },
    "stories.nothing": {
        en: "Nothing is told of this future.",
        fr: "Rien n’est raconté de ce futur.",
        ar: "لا أحداث مسجلة في هذا المسار.",
    },
};
