package tlsready.cases;

import java.time.Clock;
import java.time.Instant;
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
        return QuarkusTransaction.joiningExisting().call(() -> {
            List<FleetMachine> machines = new ArrayList<>();
            for (CampaignGroupEntity group : CampaignGroupEntity.of(campaign)) {
                Map<Long, List<FleetStanding>> standings = standings(group.id);
                List<CampaignMachineEntity> kept =
                        CampaignMachineEntity.list("groupId = ?1 order by pseudonym", group.id);
                for (CampaignMachineEntity machine : kept) {
                    machines.add(new FleetMachine(
                            group.name,
                            machine.pseudonym,
                            machine.expected,
                            Optional.ofNullable(machine.heardAt),
                            machine.signed,
                            machine.late,
                            machine.reports,
                            Optional.ofNullable(machine.evidence),
                            standings.getOrDefault(machine.id, List.of())));
                }
            }
            return machines;
        });
    }

    private static Map<Long, List<FleetStanding>> standings(long group) {
        var standings = new HashMap<Long, List<FleetStanding>>();
        List<CampaignStackEntity> kept = CampaignStackEntity.list(
                "machineId in (select id from CampaignMachineEntity where groupId = ?1) order by stack", group);
        kept.forEach(stack -> standings
                .computeIfAbsent(stack.machineId, id -> new ArrayList<>())
                .add(stack.standing()));
        return standings;
    }

    /** The changes of all standings in a campaign, in their order. */
    List<FleetCourse.Change> changes(long campaign) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            List<CampaignChangeEntity> kept = CampaignChangeEntity.list(
                    "groupId in (select id from CampaignGroupEntity where campaignId = ?1) order by madeAt, id",
                    campaign);
            return kept.stream()
                    .map(change -> new FleetCourse.Change(
                            change.madeAt, change.machineId + " " + change.stack, FleetState.called(change.state)))
                    .toList();
        });
    }

    /** The stacks that somebody reported, by id. */
    static Set<String> stacks(List<FleetMachine> machines) {
        return machines.stream()
                .flatMap(machine -> machine.stacks().stream())
                .map(standing -> standing.now().stack())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
