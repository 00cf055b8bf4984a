package tlsready.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Campaigns as administrators open, see and end them. */
@ApplicationScoped
public class CampaignServer {
    private final Clock clock;
    private final FleetConfig config;
    private final FleetServer fleet;
    private final Audit audit;
    private final FleetKeys keys;

    CampaignServer(Clock clock, FleetConfig config, FleetServer fleet, Audit audit, RandomGenerator chance) {
        this.clock = clock;
        this.config = config;
        this.fleet = fleet;
        this.audit = audit;
        this.keys = new FleetKeys(chance);
    }

    /** How a campaign appears in the audit trail. */
    static String reference(long campaign) {
        return "campaign " + campaign;
    }

    /** Opens a campaign with these groups, which have different names; its id. */
    long open(String name, String target, Instant deadline, Collection<String> groups, String who) {
        Instant now = clock.instant();
        long id = QuarkusTransaction.requiringNew().call(() -> {
            var campaign = new CampaignEntity();
            campaign.name = name;
            campaign.target = target;
            campaign.salt = keys.salt();
            campaign.openedBy = who;
            campaign.openedAt = now;
            campaign.deadline = deadline;
            campaign.expiresAt = deadline.plus(config.kept());
            campaign.persist();
            groups.forEach(group -> add(campaign.id, group));
            audit.record(who, Deed.CAMPAIGN_OPENED, reference(campaign.id));
            return campaign.id;
        });
        fleet.learn();
        return id;
    }

    private void add(long campaign, String name) {
        var group = new CampaignGroupEntity();
        group.campaignId = campaign;
        group.name = name;
        group.secret = keys.secret();
        do {
            group.label = keys.label();
        } while (CampaignGroupEntity.count("label", group.label) > 0);
        group.persist();
    }

    /** All campaigns, the newest first. */
    List<CampaignEntity> all() {
        return QuarkusTransaction.joiningExisting().call(() -> CampaignEntity.list("order by id desc"));
    }

    Optional<CampaignEntity> find(long id) {
        return QuarkusTransaction.joiningExisting().call(() -> CampaignEntity.findByIdOptional(id));
    }

    List<CampaignGroupEntity> groups(long campaign) {
        return QuarkusTransaction.joiningExisting().call(() -> CampaignGroupEntity.of(campaign));
    }

    /** Says how many machines a group has, and lists those that are known by their pseudonyms. */
    void expect(CampaignGroupEntity group, int number, Set<String> pseudonyms, String who) {
        QuarkusTransaction.requiringNew().run(() -> {
            CampaignGroupEntity kept = CampaignGroupEntity.findById(group.id);
            Map<String, CampaignMachineEntity> known = pseudonyms.isEmpty()
                    ? Map.of()
                    : CampaignMachineEntity.locked(group.id, pseudonyms).stream()
                            .collect(Collectors.toMap(machine -> machine.pseudonym, machine -> machine));
            for (String pseudonym : pseudonyms) {
                CampaignMachineEntity machine = known.get(pseudonym);
                if (machine == null) {
                    machine = new CampaignMachineEntity();
                    machine.groupId = group.id;
                    machine.pseudonym = pseudonym;
                    machine.persist();
                }
                machine.expected = true;
            }
            kept.expected = number;
            audit.record(who, Deed.CAMPAIGN_CHANGED, reference(group.campaignId));
        });
    }

    /** Says where news go, signed with the secret that comes back; nowhere if it is empty. */
    Optional<String> tell(long campaign, Optional<String> address, String who) {
        return QuarkusTransaction.requiringNew().call(() -> {
            CampaignEntity kept = CampaignEntity.findById(campaign);
            kept.webhook = address.orElse(null);
            kept.webhookSecret = address.map(any -> keys.secret()).orElse(null);
            if (address.isEmpty()) {
                CampaignDeliveryEntity.update("dueAt = null where campaignId = ?1", campaign);
            }
            audit.record(who, Deed.CAMPAIGN_CHANGED, reference(campaign));
            return Optional.ofNullable(kept.webhookSecret);
        });
    }

    /** Takes no more reports. */
    void close(long campaign, String who) {
        QuarkusTransaction.requiringNew().run(() -> {
            CampaignEntity kept = CampaignEntity.findById(campaign);
            kept.closedAt = clock.instant();
            audit.record(who, Deed.CAMPAIGN_CLOSED, reference(campaign));
        });
        fleet.learn();
    }

    /** Deletes a campaign with everything in it. */
    void delete(long campaign, String who) {
        QuarkusTransaction.requiringNew().run(() -> {
            CampaignEntity.deleteById(campaign);
            audit.record(who, Deed.CAMPAIGN_DELETED, reference(campaign));
        });
        fleet.learn();
    }

    /** The news of a campaign that went or will go to its webhook, the newest first. */
    List<CampaignDeliveryEntity> deliveries(long campaign, int most) {
        return QuarkusTransaction.joiningExisting().call(() -> CampaignDeliveryEntity.<CampaignDeliveryEntity>find(
                        "campaignId = ?1 order by id desc", campaign)
                .page(0, most)
                .list());
    }

    // ---- The view ------------------------------------------------------------------------------------------------

    /** All machines of a campaign, by group and pseudonym. */
    List<FleetMachine> machines(long campaign) {
        return machines(campaign, true);
    }

    /** The same without their evidence, which is most of what is kept: for whatever counts them. */
    List<FleetMachine> outlines(long campaign) {
        return machines(campaign, false);
    }

    /** The evidence of those among these machines that have any, by group and pseudonym. */
    Map<List<String>, String> evidence(long campaign, Collection<String> pseudonyms) {
        if (pseudonyms.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = QuarkusTransaction.joiningExisting().call(() -> CampaignMachineEntity.getEntityManager()
                .createQuery(
                        "select g.name, m.pseudonym, m.evidence from CampaignMachineEntity m join CampaignGroupEntity g on"
                                + " g.id = m.groupId where g.campaignId = ?1 and m.evidence is not null and m.pseudonym in ?2",
                        Object[].class)
                .setParameter(1, campaign)
                .setParameter(2, pseudonyms)
                .getResultList());
        return rows.stream()
                .collect(Collectors.toMap(row -> List.of((String) row[0], (String) row[1]), row -> (String) row[2]));
    }

    /** Two questions for values, however many machines there are: to make an entity of each row takes twice as long. */
    private List<FleetMachine> machines(long campaign, boolean withEvidence) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            Map<Long, List<FleetStanding>> standings = standings(campaign);
            List<Object[]> rows = CampaignMachineEntity.getEntityManager()
                    .createQuery(
                            "select m.id, g.name, m.pseudonym, m.expected, m.heardAt, m.signed, m.late, m.reports"
                                    + (withEvidence ? ", m.evidence" : "")
                                    + " from CampaignMachineEntity m join CampaignGroupEntity g on g.id = m.groupId"
                                    + " where g.campaignId = ?1 order by g.id, m.pseudonym",
                            Object[].class)
                    .setParameter(1, campaign)
                    .getResultList();
            return rows.stream()
                    .map(row -> new FleetMachine(
                            (String) row[1],
                            (String) row[2],
                            (Boolean) row[3],
                            Optional.ofNullable((Instant) row[4]),
                            (Boolean) row[5],
                            (Boolean) row[6],
                            (Integer) row[7],
                            withEvidence ? Optional.ofNullable((String) row[8]) : Optional.empty(),
                            standings.getOrDefault((Long) row[0], List.of())))
                    .toList();
        });
    }

    private static Map<Long, List<FleetStanding>> standings(long campaign) {
        var standings = new HashMap<Long, List<FleetStanding>>();
        List<Object[]> rows = CampaignStackEntity.getEntityManager()
                .createQuery(
                        "select s.machineId, s.stack, s.verdict, s.reason, s.foundAt, s.seen, s.firstPassed"
                                + " from CampaignStackEntity s join CampaignMachineEntity m on m.id = s.machineId"
                                + " join CampaignGroupEntity g on g.id = m.groupId"
                                + " where g.campaignId = ?1 order by s.machineId, s.stack",
                        Object[].class)
                .setParameter(1, campaign)
                .getResultList();
        for (Object[] row : rows) {
            var result = new StackResult((String) row[1], FleetVerdict.called((String) row[2]), (String) row[3]);
            standings
                    .computeIfAbsent((Long) row[0], id -> new ArrayList<>())
                    .add(new FleetStanding(
                            result, (Instant) row[4], (Boolean) row[5], Optional.ofNullable((Instant) row[6])));
        }
        return standings;
    }

    /**
     * Changes that were too much for a day, and so are in no course and were not told.
     *
     * @param machines how many machines they are of
     */
    record Unwritten(long machines, long changes) {}

    /** How many changes of a campaign were too much for a day. */
    Unwritten unwritten(long campaign) {
        Object[] sums = QuarkusTransaction.joiningExisting().call(() -> CampaignMachineEntity.getEntityManager()
                .createQuery(
                        "select count(m.id), sum(m.unwritten) from CampaignMachineEntity m"
                                + " join CampaignGroupEntity g on g.id = m.groupId"
                                + " where g.campaignId = ?1 and m.unwritten > 0",
                        Object[].class)
                .setParameter(1, campaign)
                .getSingleResult());
        return new Unwritten(((Number) sums[0]).longValue(), sums[1] == null ? 0 : ((Number) sums[1]).longValue());
    }

    /** What changed in a campaign, added up by day, in the order of the days. The database counts: there may be millions. */
    @SuppressWarnings("unchecked")
    List<FleetCourse.Step> steps(long campaign) {
        List<Object[]> rows = QuarkusTransaction.joiningExisting().call(() -> CampaignChangeEntity.getEntityManager()
                .createNativeQuery(
                        "select day_number, state_before, state, count(*) from ("
                                + "select cast(floor(extract(epoch from c.at_time) / 86400) as integer) as day_number,"
                                + " lag(c.state) over (partition by c.machine_id, c.stack order by c.at_time, c.id)"
                                + " as state_before, c.state as state"
                                + " from campaign_change c join campaign_group g on g.id = c.group_id"
                                + " where g.campaign_id = ?1) change"
                                + " group by day_number, state_before, state order by day_number",
                        Object[].class)
                .setParameter(1, campaign)
                .getResultList());
        return rows.stream()
                .map(row -> new FleetCourse.Step(
                        LocalDate.ofEpochDay(((Number) row[0]).longValue()),
                        Optional.ofNullable((String) row[1]).map(FleetState::called),
                        FleetState.called((String) row[2]),
                        ((Number) row[3]).longValue()))
                .toList();
    }

    /** The stacks that somebody reported, by id. */
    static Set<String> stacks(List<FleetMachine> machines) {
        return machines.stream()
                .flatMap(machine -> machine.stacks().stream())
                .map(standing -> standing.now().stack())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
