"""3.9 Population: four concerns, after the civilian attitudes of the Athena simulation."""

import math


def share(x):
    return min(max(x, 0.0), 1.0)


def weighted(pairs):
    total = sum(w for w, _ in pairs)
    return sum(w * x for w, x in pairs) / total if total > 0 else 0.0


def autonomy_target(world):
    p = world.numbers["population"]
    horizon = 0.5
    if world.plan.horizon is not None:
        horizon = world.outcome[world.plan.horizon].outcome / 100
    local = world.numbers["options"][world.option_id]["authority"]["local"]
    return weighted([(p["horizon_weight"], horizon),
                     (p["force_weight"], world.forces.local_share),
                     (p["authority_weight"], world.governance.authority * local)])


def concerns(world, a):
    p, area = world.numbers["population"], world.area[a]
    safety = math.exp(-area.incidents_per_100k / p["v_ref"])
    quality = (area.services + area.needs_met) / 2
    autonomy = autonomy_target(world)
    harmed = area.collateral / max(area.present, 1) * 1000
    dignity = share(p["dignity_base"] - p["k_foreign"] * area.foreign_per_1000
                    - p["k_harm"] * harmed)
    area.safety += (safety - area.safety) / p["safety_memory"]
    area.quality += (quality - area.quality) / p["quality_memory"]
    area.autonomy += (autonomy - area.autonomy) / p["autonomy_memory"]
    area.dignity += (dignity - area.dignity) / p["dignity_memory"]


def legitimacy(world, area):
    p = world.numbers["population"]
    return weighted([(p["safety_weight"], area.safety), (p["quality_weight"], area.quality),
                     (p["autonomy_weight"], area.autonomy), (p["dignity_weight"], area.dignity)])


def step(world):
    for a in world.plan.areas:
        concerns(world, a)
        world.area[a].legitimacy = legitimacy(world, world.area[a])
    world.population.legitimacy = world.by_population("legitimacy")
