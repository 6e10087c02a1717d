/** @file breaks.js  Strings: obstacles, corners, sensitivity, robustness. */
export const strings = {
    "obstacles.title": {
        en: "Obstacles, and who stands in line behind whom",
        fr: "Les obstacles, et lequel se cache derrière lequel",
        ar: "العقبات وترتيبها بعضها خلف بعض",
    },
    "obstacles.lead": {
        en: "Every failed future was run again, on the same assumptions and the same luck, with "
            + "obstacles lifted. Lifting is free and complete here, which it would not be.",
        fr: "Chaque futur manqué a été rejoué, avec les mêmes hypothèses et le même hasard, une "
            + "fois des obstacles levés. Leur levée est ici gratuite et complète, ce qui ne "
            + "serait pas le cas en réalité.",
        ar: "أعيد تشغيل كل مسار أخفق، بالافتراضات نفسها والمصادفات نفسها، بعد إزالة عقبات. "
            + "والإزالة هنا كاملة وبلا كلفة، وهو ما لن يكون في الواقع.",
    },
    "obstacles.quoted": { en: "“{name}”", fr: "« {name} »", ar: "«{name}»" },
    "obstacles.line": {
        en: "Share of failures that succeed as obstacles are lifted one on top of the other",
        fr: "Part des échecs qui réussissent quand on lève les obstacles l’un après l’autre",
        ar: "نسبة الإخفاقات التي تتحول إلى نجاح عند إزالة العقبات الواحدة تلو الأخرى",
    },
    "obstacles.line.note": {
        en: "Per cent of an option’s failures; at each step the obstacle that saves most. The "
            + "number is reached with all obstacles lifted.",
        fr: "Pour cent des échecs d’une option ; à chaque étape l’obstacle qui en sauve le plus. "
            + "Le nombre est atteint une fois tous les obstacles levés.",
        ar: "نسبة مئوية من إخفاقات الخيار؛ في كل خطوة العقبة التي تنقذ إزالتها أكبر عدد. والرقم "
            + "هو ما يتحقق بإزالة جميع العقبات.",
    },
    "obstacles.fails": { en: "fails in {share}", fr: "échoue dans {share}", ar: "يخفق في {share}" },
    "obstacles.rest": {
        en: "all other obstacles too",
        fr: "tous les autres obstacles aussi",
        ar: "جميع العقبات الأخرى أيضا",
    },
    "obstacles.none": {
        en: "fails whatever is lifted",
        fr: "échoue quoi qu’on lève",
        ar: "يخفق مهما أزيل",
    },
    "obstacles.step": {
        en: "{obstacle}: {share} ({interval})",
        fr: "{obstacle} : {share} ({interval})",
        ar: "{obstacle}: {share} ({interval})",
    },
    "obstacles.step.or": {
        en: "{obstacle}: {share} ({interval}); {other} would do as well here",
        fr: "{obstacle} : {share} ({interval}) ; {other} ferait ici aussi bien",
        ar: "{obstacle}: {share} ({interval})؛ ولا تقل {other} أثرا هنا",
    },
    "obstacles.steps": {
        en: "Lifted one after the other, each time the one that saves most; share of the failures "
            + "that succeed then, with 95 % interval:",
        fr: "Levés l’un après l’autre, chaque fois celui qui en sauve le plus ; part des échecs "
            + "qui réussissent alors, avec intervalle à 95 % :",
        ar: "بإزالتها الواحدة تلو الأخرى، وفي كل مرة العقبة التي تنقذ أكبر عدد؛ نسبة الإخفاقات "
            + "التي تنجح حينئذ، مع فترة 95%:",
    },
    "obstacles.obstacle": { en: "Obstacle", fr: "Obstacle", ar: "العقبة" },
    "obstacles.reached": { en: "Succeed then", fr: "Réussissent alors", ar: "النجاح حينئذ" },
    "obstacles.rival": { en: "Would do as well", fr: "Ferait aussi bien", ar: "ما لا يقل أثرا" },
    "obstacles.alone": {
        en: "Each obstacle by itself: share of failures saved",
        fr: "Chaque obstacle pris seul : part des échecs sauvés",
        ar: "كل عقبة على حدة: نسبة الإخفاقات المنقَذة",
    },
    "obstacles.alone.note": {
        en: "Per cent of the option’s failures, with 95 % interval of what lifting it alone saves.",
        fr: "Pour cent des échecs de l’option, avec intervalle à 95 % de ce que sauve sa seule "
            + "levée.",
        ar: "نسبة مئوية من إخفاقات الخيار، مع فترة 95% لما تنقذه إزالتها وحدها.",
    },
    "obstacles.saved": {
        en: "saved by lifting it alone",
        fr: "sauvés par sa seule levée",
        ar: "ما تنقذه إزالتها وحدها",
    },
    "obstacles.shared": {
        en: "saved only together with one other",
        fr: "sauvés seulement avec un autre",
        ar: "ما لا ينقَذ إلا مع عقبة أخرى",
    },
    "obstacles.unchanged": {
        en: "nothing changes at all",
        fr: "rien ne change",
        ar: "لا يتغير شيء",
    },
    "obstacles.harmed": {
        en: "breaks, of successes",
        fr: "fait échouer, parmi les réussites",
        ar: "ما تُفشله من المسارات الناجحة",
    },
    "obstacles.failures": {
        en: "Fails in {n} of {all} futures ({share}); with nothing lifted and other luck {luck} "
            + "of these would not.",
        fr: "Échoue dans {n} futurs sur {all} ({share}) ; sans rien lever et avec un autre "
            + "hasard, {luck} d’entre eux n’échoueraient pas.",
        ar: "يخفق في {n} من أصل {all} من المسارات ({share})؛ ومن دون إزالة شيء وبمصادفات أخرى لن "
            + "يخفق {luck} منها.",
    },
    "obstacles.no_step": {
        en: "No obstacle here saves as many as two failures in a hundred.",
        fr: "Aucun obstacle ici ne sauve ne serait-ce que deux échecs sur cent.",
        ar: "لا توجد عقبة تنقذ إزالتها ولو إخفاقين من كل مئة.",
    },
    "obstacles.no_more_than_luck": {
        en: "{obstacle} saves no more than other luck does: it is not shown to matter.",
        fr: "{obstacle} ne sauve pas plus qu’un autre hasard : rien ne montre qu’il compte.",
        ar: "إزالة {obstacle} لا تنقذ أكثر مما تنقذه مصادفات أخرى: فلم يثبت أن لها أثرا.",
    },
    "obstacles.pair": {
        en: "{share} of the failures need two, saved by {front} and {back} lifted together and by "
            + "no single one.",
        fr: "{share} des échecs en demandent deux : sauvés par {front} et {back} levés ensemble, "
            + "et par aucun seul.",
        ar: "{share} من الإخفاقات تتطلب إزالة اثنتين معا، {front} و{back}، ولا تكفي أي منهما "
            + "وحدها.",
    },
    "obstacles.pair.behind": {
        en: "{share} of the failures need two, saved by {front} and {back} lifted together and by "
            + "no single one; in {part} of these the second stands behind the first: lifted alone "
            + "it changes nothing.",
        fr: "{share} des échecs en demandent deux : sauvés par {front} et {back} levés ensemble, "
            + "et par aucun seul ; dans {part} d’entre eux le second se tient derrière le premier "
            + ": levé seul, il ne change rien.",
        ar: "{share} من الإخفاقات تتطلب إزالة اثنتين معا، {front} و{back}، ولا تكفي أي منهما "
            + "وحدها؛ وفي {part} منها تقف الثانية خلف الأولى: إزالتها وحدها لا تغير شيئا.",
    },
    "obstacles.hidden": {
        en: "Lifting {obstacle} alone changes nothing at all in {share} of the failures.",
        fr: "Lever {obstacle} seul ne change rien dans {share} des échecs.",
        ar: "إزالة {obstacle} وحدها لا تغير شيئا في {share} من الإخفاقات.",
    },
    "obstacles.rest.plain": {
        en: "{share} of the failures stay failures whatever is lifted, all obstacles together "
            + "included.",
        fr: "{share} des échecs restent des échecs quoi qu’on lève, y compris tous les obstacles "
            + "ensemble.",
        ar: "{share} من الإخفاقات تبقى إخفاقات مهما أزيل، بما في ذلك إزالة جميع العقبات معا.",
    },
    "obstacles.rest.missed": {
        en: "{share} of the failures stay failures whatever is lifted, all obstacles together "
            + "included; what they still miss most is {goal} ({n} of {of}).",
        fr: "{share} des échecs restent des échecs quoi qu’on lève, y compris tous les obstacles "
            + "ensemble ; ce qui leur manque le plus alors : {goal} ({n} sur {of}).",
        ar: "{share} من الإخفاقات تبقى إخفاقات مهما أزيل، بما في ذلك إزالة جميع العقبات معا؛ "
            + "وأكثر ما ينقصها حينئذ {goal} ({n} من {of}).",
    },
    "obstacles.harm": {
        en: "Lifting {obstacle} breaks {share} of {all} futures that succeed as it is; what they "
            + "miss then is {goal}.",
        fr: "Lever {obstacle} fait échouer {share} des {all} futurs essayés qui réussissent tels "
            + "quels ; il leur manque alors {goal}.",
        ar: "إزالة {obstacle} تؤدي إلى إخفاق {share} من المسارات المجرَّبة الناجحة على حالها "
            + "وعددها {all}؛ وما ينقصها حينئذ {goal}.",
    },
    "obstacles.idle": {
        en: {
            one: "{list} plays no part in this option.",
            other: "{list} play no part in this option.",
        },
        fr: {
            one: "{list} ne joue aucun rôle dans cette option.",
            other: "{list} ne jouent aucun rôle dans cette option.",
        },
        ar: "لا دور في هذا الخيار لـ{list}.",
    },
    "obstacles.pairs": {
        en: "Failures that need two obstacles lifted together, from one in a hundred on",
        fr: "Échecs qui demandent la levée de deux obstacles à la fois, à partir d’un sur cent",
        ar: "إخفاقات تتطلب إزالة عقبتين معا، ابتداء من واحد في المئة",
    },
    "obstacles.pair.names": { en: "The two", fr: "Les deux", ar: "العقبتان" },
    "obstacles.pair.share": { en: "Of the failures", fr: "Parmi les échecs", ar: "من الإخفاقات" },
    "obstacles.pair.who": {
        en: "Who stands behind whom",
        fr: "Lequel derrière lequel",
        ar: "أيهما خلف الأخرى",
    },
    "obstacles.pair.behind.short": {
        en: "{back} behind {front} in {n} of {of}",
        fr: "{back} derrière {front} dans {n} sur {of}",
        ar: "{back} خلف {front} في {n} من {of}",
    },
    "obstacles.pair.note": {
        en: "B stands behind A in a failure in which lifting B alone changes nothing, lifting A "
            + "alone changes something but saves nothing, and lifting both saves it.",
        fr: "B se tient derrière A dans un échec où lever B seul ne change rien, où lever A seul "
            + "change quelque chose sans rien sauver, et où lever les deux le sauve.",
        ar: "تقف ب خلف أ في إخفاق لا تغير فيه إزالة ب وحدها شيئا، وتغير فيه إزالة أ وحدها شيئا من "
            + "دون أن تنقذه، وتنقذه إزالة الاثنتين معا.",
    },
    "obstacles.pair.neither": { en: "neither", fr: "ni l’un ni l’autre", ar: "لا هذه ولا تلك" },

    "discovery.title": {
        en: "Corners of the assumptions in which options fail",
        fr: "Les zones d’hypothèses où les options échouent",
        ar: "أركان الافتراضات التي تخفق فيها الخيارات",
    },
    "discovery.lead": {
        en: "A corner is a part of the ranges in which an option fails above all. How likely a "
            + "corner is, this cannot say: that follows from the ranges in the plan.",
        fr: "Une zone est une partie des fourchettes où une option échoue surtout. Sa probabilité "
            + "n’est pas connue ici : elle découle des fourchettes du plan.",
        ar: "الركن جزء من النطاقات يتركز فيه إخفاق الخيار. ولا يمكن هنا تحديد مدى احتمال كل ركن، "
            + "فذلك يتوقف على النطاقات الواردة في الخطة.",
    },
    "discovery.together": {
        en: "In {all} of the futures every option fails, in {none} none does; in {rest} the "
            + "choice of option decides.",
        fr: "Dans {all} des futurs toutes les options échouent, dans {none} aucune ; dans {rest} "
            + "le choix de l’option est décisif.",
        ar: "في {all} من المسارات تخفق جميع الخيارات، وفي {none} لا يخفق أي منها؛ وفي {rest} "
            + "يتوقف الأمر على الخيار المتخذ.",
    },
    "discovery.limits": {
        en: "Part of the values drawn in which failures gather",
        fr: "Partie des valeurs tirées où les échecs se concentrent",
        ar: "الجزء من القيم المسحوبة الذي تتركز فيه الإخفاقات",
    },
    "discovery.limits.note": {
        en: "Coloured: the part of an assumption’s values that the corner keeps, lowest at the "
            + "left. Number: share of futures in the corner that fail.",
        fr: "En couleur : la partie des valeurs d’une hypothèse que la zone garde, les plus "
            + "basses à gauche. Nombre : part des futurs de la zone qui échouent.",
        ar: "الملون: جزء قيم الافتراض الذي يبقيه الركن، وأدناها إلى اليسار. والرقم: نسبة "
            + "المسارات المخفقة داخل الركن.",
    },
    "discovery.limits.alt": {
        en: "{option}: {assumption} {limit}; {share} fail there.",
        fr: "{option} : {assumption} {limit} ; {share} y échouent.",
        ar: "{option}: {assumption} {limit}؛ يخفق هناك {share}.",
    },
    "discovery.next": {
        en: "{option}, corner {n}",
        fr: "{option}, zone {n}",
        ar: "{option}، الركن {n}",
    },
    "discovery.assumption": { en: "Assumption", fr: "Hypothèse", ar: "الافتراض" },
    "discovery.limit": { en: "Limit", fr: "Limite", ar: "الحد" },
    "discovery.density": {
        en: "Fail inside (density)",
        fr: "Échouent à l’intérieur (densité)",
        ar: "المخفق داخله (الكثافة)",
    },
    "discovery.coverage": {
        en: "Of all failures (coverage)",
        fr: "De tous les échecs (couverture)",
        ar: "من جميع الإخفاقات (التغطية)",
    },
    "discovery.kept": { en: "Futures inside", fr: "Futurs à l’intérieur", ar: "المسارات داخله" },
    "discovery.between": {
        en: "between {low} and {high}",
        fr: "entre {low} et {high}",
        ar: "بين {low} و{high}",
    },
    "discovery.above.number": {
        en: "{value} or more",
        fr: "{value} ou plus",
        ar: "{value} أو أكثر",
    },
    "discovery.above.date": {
        en: "{value} or later",
        fr: "le {value} ou plus tard",
        ar: "{value} أو بعده",
    },
    "discovery.below.number": {
        en: "{value} or less",
        fr: "{value} ou moins",
        ar: "{value} أو أقل",
    },
    "discovery.below.date": {
        en: "{value} or earlier",
        fr: "le {value} ou plus tôt",
        ar: "{value} أو قبله",
    },
    "discovery.way": {
        en: "How pure a corner can be against how many failures it holds",
        fr: "Pureté d’une zone face au nombre d’échecs qu’elle contient",
        ar: "نقاء الركن مقابل عدد الإخفاقات التي يضمها",
    },
    "discovery.way.note": {
        en: "Each curve begins at the right with every future and cuts assumptions step by step; "
            + "the marker is the corner told above.",
        fr: "Chaque courbe commence à droite avec tous les futurs et coupe les hypothèses pas à "
            + "pas ; le repère est la zone décrite ci-dessus.",
        ar: "يبدأ كل منحنى من اليمين بجميع المسارات ثم يقتطع من الافتراضات خطوة خطوة؛ والعلامة "
            + "هي الركن المذكور أعلاه.",
    },
    "discovery.way.alt": {
        en: "{option}: {density} fail inside the corner, which holds {coverage} of all failures.",
        fr: "{option} : {density} échouent dans la zone, qui contient {coverage} de tous les "
            + "échecs.",
        ar: "{option}: يخفق {density} داخل الركن، وهو يضم {coverage} من جميع الإخفاقات.",
    },
    "discovery.fails": {
        en: "Fails in {share} of its futures.",
        fr: "Échoue dans {share} de ses futurs.",
        ar: "يخفق في {share} من مساراته.",
    },
    "discovery.no_corner": {
        en: "No corner of the assumptions explains that better than chance.",
        fr: "Aucune zone des hypothèses ne l’explique mieux que le hasard.",
        ar: "لا يفسر ذلك أي ركن من الافتراضات أفضل من المصادفة.",
    },
    "discovery.corner": {
        en: "With {limits}, {density} fail; that is {coverage} of all its failures.",
        fr: "Avec {limits}, {density} échouent, soit {coverage} de tous ses échecs.",
        ar: "عند {limits} يخفق {density}، وهو {coverage} من جميع إخفاقاته.",
    },
    "discovery.corner.next": {
        en: "Outside that corner, with {limits}, {density} fail, {coverage} of all its failures.",
        fr: "Hors de cette zone, avec {limits}, {density} échouent, soit {coverage} de tous ses "
            + "échecs.",
        ar: "وخارج ذلك الركن، عند {limits} يخفق {density}، وهو {coverage} من جميع إخفاقاته.",
    },
    "discovery.seen": {
        en: "On futures not used to find it: {share}.",
        fr: "Sur des futurs qui n’ont pas servi à la trouver : {share}.",
        ar: "وفي مسارات لم يُستخرج منها: {share}.",
    },
    "discovery.chance": {
        en: "On futures not used to find it: {share}, no better than chance.",
        fr: "Sur des futurs qui n’ont pas servi à la trouver : {share}, pas mieux que le hasard.",
        ar: "وفي مسارات لم يُستخرج منها: {share}، وهو لا يزيد على المصادفة.",
    },
    "discovery.unseen": {
        en: "Neither half of the futures alone shows it.",
        fr: "Aucune moitié des futurs ne la montre à elle seule.",
        ar: "ولا يظهر في أي من نصفي المسارات وحده.",
    },
    "discovery.goals": {
        en: "Which goals are missed, share of all futures",
        fr: "Objectifs manqués, part de tous les futurs",
        ar: "الأهداف غير المحققة، نسبة من جميع المسارات",
    },
    "discovery.goal": { en: "Goal", fr: "Objectif", ar: "الهدف" },
    "discovery.alone": {
        en: "alone in {share} of failures",
        fr: "seul dans {share} des échecs",
        ar: "وحده في {share} من الإخفاقات",
    },

    "sensitivity.title": {
        en: "What success depends on",
        fr: "De quoi dépend la réussite",
        ar: "ما يتوقف عليه النجاح",
    },
    "sensitivity.lead": {
        en: "Assumptions with a range, by how much they matter for whether an option succeeds; "
            + "only those that matter more than chance would make them.",
        fr: "Hypothèses avec une fourchette, selon leur importance pour la réussite d’une "
            + "option ; seulement celles qui comptent plus que ne le ferait le hasard.",
        ar: "الافتراضات ذات النطاق مرتبة حسب أثرها في نجاح الخيار؛ ولا يرد إلا ما يفوق أثره أثر "
            + "المصادفة.",
    },
    "sensitivity.none": {
        en: "Too few futures to tell any of them from nothing.",
        fr: "Trop peu de futurs pour distinguer l’une d’elles de rien.",
        ar: "عدد المسارات أقل من أن يميز أثر أي منها.",
    },
    "sensitivity.constant": {
        en: "{option}: success is the same in every future, nothing to explain.",
        fr: "{option} : la réussite est la même dans tous les futurs, rien à expliquer.",
        ar: "{option}: النتيجة واحدة في جميع المسارات، فلا شيء يفسَّر.",
    },
    "sensitivity.figure.given": {
        en: "Share of the variance of success that goes when one assumption is known",
        fr: "Part de la variance de la réussite qui disparaît quand une hypothèse est connue",
        ar: "حصة تباين النجاح التي تزول بمعرفة افتراض واحد",
    },
    "sensitivity.note.given": {
        en: "First-order index S1, per cent, with 95 % interval by resampling. Interactions need "
            + "a study of their own (bluehelm sensitivity PLAN).",
        fr: "Indice du premier ordre S1, pour cent, avec intervalle à 95 % par rééchantillonnage. "
            + "Les interactions demandent leur propre étude (bluehelm sensitivity PLAN).",
        ar: "مؤشر الرتبة الأولى S1، نسبة مئوية، مع فترة 95% بإعادة المعاينة. أما التفاعلات فتتطلب "
            + "دراسة خاصة بها (\u2066bluehelm sensitivity PLAN\u2069).",
    },
    "sensitivity.figure.sobol": {
        en: "Share of the variance of success that an assumption is involved in",
        fr: "Part de la variance de la réussite à laquelle une hypothèse participe",
        ar: "حصة تباين النجاح التي يسهم فيها الافتراض",
    },
    "sensitivity.note.sobol": {
        en: "Total index ST, interactions included, per cent, with 95 % interval by resampling; "
            + "S1 stands in the table.",
        fr: "Indice total ST, interactions comprises, pour cent, avec intervalle à 95 % par "
            + "rééchantillonnage ; S1 figure dans le tableau.",
        ar: "المؤشر الكلي ST شاملا التفاعلات، نسبة مئوية، مع فترة 95% بإعادة المعاينة؛ ويرد S1 في "
            + "الجدول.",
    },
    "sensitivity.figure.morris": {
        en: "Average change of success per step along each range",
        fr: "Variation moyenne de la réussite par pas le long de chaque fourchette",
        ar: "متوسط تغير النجاح مع كل خطوة على امتداد كل نطاق",
    },
    "sensitivity.note.morris": {
        en: "Elementary effects, mean of absolute values, with 95 % interval.",
        fr: "Effets élémentaires, moyenne des valeurs absolues, avec intervalle à 95 %.",
        ar: "الآثار الأولية، متوسط القيم المطلقة، مع فترة 95%.",
    },

    "robustness.title": { en: "Robustness", fr: "Robustesse", ar: "المتانة" },
    "robustness.lead": {
        en: "Which option comes first depends on how one looks at a spread of futures: by the "
            + "mean, the worst, the regret. Metrics need not agree.",
        fr: "L’option qui vient en tête dépend de la façon de regarder un éventail de futurs : "
            + "par la moyenne, le pire, le regret. Les indicateurs ne s’accordent pas forcément.",
        ar: "يتوقف الخيار المتقدم على طريقة النظر إلى تشتت المسارات: بالمتوسط أو بالأسوأ أو "
            + "بالندم. وقد لا تتفق المقاييس.",
    },
    "robustness.figure": {
        en: "Mean over futures against regret, by measure",
        fr: "Moyenne des futurs face au regret, par critère",
        ar: "المتوسط عبر المسارات مقابل الندم، حسب المعيار",
    },
    "robustness.figure.note": {
        en: "Regret: how much worse than the best option in the same future, in nine of ten "
            + "futures at most; less is better. Each panel reaches from the least to the most of "
            + "these options.",
        fr: "Regret : de combien l’option est pire que la meilleure dans le même futur, dans neuf "
            + "futurs sur dix au plus ; moins vaut mieux. Chaque cadre va du moins au plus de ces "
            + "options.",
        ar: "الندم: مقدار سوء الخيار عن أفضل خيار في المسار نفسه، في تسعة من كل عشرة مسارات على "
            + "الأكثر؛ والأقل أفضل. ويمتد كل إطار من أدنى هذه الخيارات إلى أعلاها.",
    },
    "robustness.never": {
        en: "What never happens in a future counts there as the last day.",
        fr: "Ce qui n’arrive jamais dans un futur y compte comme arrivé le dernier jour.",
        ar: "وما لا يحدث أبدا في مسار يُحسب فيه كأنه حدث في اليوم الأخير.",
    },
    "robustness.figure.alt": {
        en: "One marker for each option in each panel; the numbers are in the table.",
        fr: "Un repère par option dans chaque cadre ; les chiffres sont dans le tableau.",
        ar: "علامة لكل خيار في كل إطار؛ والأرقام في الجدول.",
    },
    "robustness.mean": { en: "Mean", fr: "Moyenne", ar: "المتوسط" },
    "robustness.regret": {
        en: "Regret, 90th percentile",
        fr: "Regret, 90e centile",
        ar: "الندم، المئين 90",
    },
    "robustness.firsts": {
        en: "How many metrics put an option first",
        fr: "Combien d’indicateurs placent une option en tête",
        ar: "عدد المقاييس التي تضع الخيار أولا",
    },
    "robustness.first": { en: "{n} of {of}", fr: "{n} sur {of}", ar: "{n} من {of}" },
    "robustness.untold": {
        en: "none tells them apart",
        fr: "aucun ne les distingue",
        ar: "لا مقياس يميز بينها",
    },
    "robustness.agree": {
        en: "metrics agree",
        fr: "les indicateurs s’accordent",
        ar: "المقاييس متفقة",
    },
    "robustness.disagree": {
        en: "metrics disagree",
        fr: "les indicateurs divergent",
        ar: "المقاييس مختلفة",
    },
};
