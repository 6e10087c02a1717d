"""3.11 Relief: food, water, shelter, death, homes, return."""

from .world import holds

PER = 10000  # deaths and births are per 10 000 persons


def trucks_entering(world):
    p = world.numbers["relief"]
    war = p["war_entry"] if world.hostilities.war else 1
    total = 0.0
    for c in world.plan.crossings:
        if holds(world.open_when[c]):
            crossing = p["crossings"][c]
            total += crossing["trucks"] * crossing["open_share"]
    return total * war * world.line["relief"].funded


def needs(world, a, trucks):
    """Food, water and shelter against the minimums of the Sphere Handbook (2018)."""
    p, area = world.numbers["relief"], world.area[a]
    funded = world.line["relief"].funded
    need = p["kcal_need"] * area.present
    arriving = trucks * p["food_share"] * p["kcal_per_truck"] * area.access
    at_hand = area.stock + arriving + p["kcal_local"] * area.present
    eaten = min(need, at_hand)
    area.food_met = eaten / need if need > 0 else 1.0
    area.stock = min(at_hand - eaten, p["food_stock"] * need)
    litres = p["water_network"] * area.services + p["water_relief"] * funded * area.access
    area.water_met = min(litres / p["water_need"], 1.0)
    covered = area.settled + area.sheltering * p["shelter_cover"] * funded * area.access
    area.shelter_met = covered / area.present if area.present > 0 else 1.0
    area.needs_met = (area.food_met + area.water_met + area.shelter_met) / 3


def mortality(world, a):
    p, area = world.numbers["relief"], world.area[a]
    area.undernourishment += (1 - area.food_met - area.undernourishment) / p["nutrition_memory"]
    excess = (p["emergency"] - p["mortality"]) * (
        area.undernourishment / p["emergency_index"]) ** 2
    area.mortality = p["mortality"] + excess


def births_and_deaths(world):
    """Births, deaths and departures as shares of those present; homes left behind keep their
    owners: the sum of away stays the sum of sheltering."""
    p, s, areas = world.numbers["relief"], world.relief, world.area
    before = sum(area.sheltering for area in areas.values())
    for area in areas.values():
        dead = min(area.present * area.mortality / PER + area.civilian_deaths, area.present)
        born = area.present * p["births"] / PER
        departed = min(area.present * p["departures"], area.present - dead)
        change = 1 + (born - dead - departed) / area.present if area.present > 0 else 1.0
        s.dead += dead
        s.born += born
        s.departed += departed
        s.excess_deaths += area.present * (area.mortality - p["mortality"]) / PER
        area.settled *= change
        area.sheltering *= change
        area.present = area.settled + area.sheltering
    after = sum(area.sheltering for area in areas.values())
    for area in areas.values():
        area.away *= after / before if before > 0 else 1.0


def homes(world):
    """Homes lost and rebuilt. Returns what building would cost with full funding."""
    p, cost = world.numbers["relief"], 0.0
    for a, area in world.area.items():
        if world.hostilities.war:
            area.housing -= p["destruction"] * area.housing
        elif holds(world.reconstruction_starts):
            part = min(area.access * p["material_entry"] / p["rebuild"], 1 - area.housing)
            area.housing += part * world.line["reconstruction"].funded
            residents = world.numbers["areas"][a]["residents"]
            cost += part * residents * world.numbers["costs"]["housing"]
    return cost


def move(world):
    p, areas = world.numbers["relief"], world.area
    if world.hostilities.war:
        present = sum(area.present for area in areas.values())
        part = {a: area.present / present for a, area in areas.items()}
        all_fled = 0.0
        for area in areas.values():
            fled = p["flight"] * area.settled
            area.settled -= fled
            area.away += fled
            all_fled += fled
        for a, area in areas.items():
            area.sheltering += all_fled * part[a]
            area.present = area.settled + area.sheltering
        return
    sheltering = sum(area.sheltering for area in areas.values())
    going = {a: area.away * p["returns"] * area.safety * area.housing * area.services
             for a, area in areas.items()}
    total = sum(going.values())
    for a, area in areas.items():
        area.settled += going[a]
        area.away -= going[a]
    for area in areas.values():
        if sheltering > 0:
            area.sheltering -= total * area.sheltering / sheltering
        area.present = area.settled + area.sheltering
    world.relief.returned += total


def bill_of_relief(world):
    """For everybody but those who have a home and services that work."""
    in_need = sum(area.present * (1 - area.services * area.housing)
                  for area in world.area.values())
    return in_need * world.numbers["costs"]["relief_per_person"]


def totals(world):
    s, areas = world.relief, world.area.values()
    s.residents = sum(area.present for area in areas)
    for field in ("food_met", "water_met", "undernourishment", "mortality"):
        whole = sum(area.present * getattr(area, field) for area in areas)
        setattr(s, field, whole / s.residents if s.residents > 0 else 0.0)
    residents = {a: world.numbers["areas"][a]["residents"] for a in world.area}
    s.housing = (sum(residents[a] * world.area[a].housing for a in residents)
                 / sum(residents.values()))
    s.displaced = sum(area.sheltering for area in areas)


def step(world):
    s, areas = world.relief, world.plan.areas
    s.trucks = trucks_entering(world)
    present = sum(world.area[a].present for a in areas)
    for a in areas:
        share = world.area[a].present / present if present > 0 else 0.0
        needs(world, a, s.trucks * share)
    for a in areas:
        mortality(world, a)
    rebuilding = homes(world)
    move(world)
    births_and_deaths(world)
    totals(world)
    world.bill["relief"].due = bill_of_relief(world)
    world.bill["reconstruction"].due = rebuilding
