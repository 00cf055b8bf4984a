package tlsready.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import tlsready.cases.MachineReportReader.Read;
import tlsready.evidence.EvidenceCode;
import tlsready.evidence.EvidenceReader;
import tlsready.knowledge.Knowledge;
import tlsready.knowledge.NetworkStack;

/** Counts in the database what came in: many arrivals in one transaction, with a few questions for all of them. */
@ApplicationScoped
public class FleetCountServer {
    private static final Duration DAY = Duration.ofDays(1);

    private final FleetConfig config;
    private final EvidenceReader evidence;
    private final EvidenceCode code;
    private final MachineReportReader reader;

    FleetCountServer(FleetConfig config, Knowledge knowledge, EvidenceReader evidence, EvidenceCode code) {
        this.config = config;
        this.evidence = evidence;
        this.code = code;
        this.reader = new MachineReportReader(
                knowledge.stacks().stream().map(NetworkStack::id).collect(Collectors.toSet()));
    }

    /** An arrival, read: what it says of which machine. */
    private record Told(
            int number,
            Arrival arrival,
            String group,
            String machine,
            List<FleetStanding> standings,
            Optional<String> hash,
            Optional<String> evidence) {}

    /** All of one group that a batch is about. */
    private record Group(
            CampaignGroupEntity entity,
            CampaignEntity campaign,
            Map<String, CampaignMachineEntity> machines,
            Map<String, CampaignStackEntity> stacks,
            Set<String> hashes,
            AtomicLong size) {}

    /** The group with this label, if it takes reports. */
    Optional<FleetServer.Group> group(String label) {
        return QuarkusTransaction.requiringNew()
                .call(() -> CampaignGroupEntity.<CampaignGroupEntity>find("label", label)
                        .firstResultOptional()
                        .flatMap(group -> open(group, CampaignEntity.findById(group.campaignId))));
    }

    /** All groups that take reports, by label. */
    Map<String, FleetServer.Group> groups(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var open = new HashMap<String, FleetServer.Group>();
            List<CampaignEntity> campaigns = CampaignEntity.list("closedAt is null and expiresAt > ?1", now);
            for (CampaignEntity campaign : campaigns) {
                for (CampaignGroupEntity group : CampaignGroupEntity.of(campaign.id)) {
                    open(group, campaign).ifPresent(known -> open.put(group.label, known));
                }
            }
            return open;
        });
    }

    private static Optional<FleetServer.Group> open(CampaignGroupEntity group, CampaignEntity campaign) {
        return campaign.closedAt != null
                ? Optional.empty()
                : Optional.of(new FleetServer.Group(group.id, group.label, group.secret, campaign.expiresAt));
    }

    /** Counts these in their order, and says of each what became of it. All of them, or none if the database fails. */
    List<Taken> count(List<Arrival> arrivals) {
        var told = new ArrayList<Told>();
        for (Arrival arrival : arrivals) { // reading takes time, a transaction should not
            told.add(readable(told.size(), arrival));
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            var answers = new Taken[told.size()];
            told.stream()
                    .collect(Collectors.groupingBy(Told::group, LinkedHashMap::new, Collectors.toList()))
                    .forEach((label, of) -> count(label, of, answers));
            return List.of(answers);
        });
    }

    /** A report that was accepted and that this version cannot read: no fault of the database, which no waiting mends. */
    static final class Unreadable extends RuntimeException {
        Unreadable(RuntimeException cause) {
            super("a report that was accepted cannot be read any more", cause);
        }
    }

    private Told readable(int number, Arrival arrival) {
        try {
            return told(number, arrival);
        } catch (RuntimeException e) {
            throw new Unreadable(e);
        }
    }

    private Told told(int number, Arrival arrival) {
        if (arrival.seen().isPresent()) {
            Arrival.Seen seen = arrival.seen().get();
            var standing = FleetStanding.first(seen.result(), arrival.at(), true);
            return new Told(
                    number,
                    arrival,
                    seen.label().group(),
                    seen.label().machine(),
                    List.of(standing),
                    Optional.empty(),
                    Optional.empty());
        }
        byte[] bytes = arrival.report().orElseThrow().toArray();
        if (!(reader.read(bytes) instanceof Read read)) {
            throw new IllegalStateException("a report that was accepted cannot be read any more");
        }
        MachineReport report = read.report();
        var standings = report.results().stream()
                .map(result -> FleetStanding.first(result, report.time(), false))
                .toList();
        return new Told(
                number,
                arrival,
                report.group(),
                report.machine(),
                standings,
                Optional.of(Sha256.hex(report.text())),
                report.look().isEmpty()
                        ? Optional.empty()
                        : Optional.of(code.write(evidence.read(report.look()).kept())));
    }

    private void count(String label, List<Told> told, Taken[] answers) {
        Optional<Group> group = load(label, told);
        for (Told one : told) {
            boolean open = group.isPresent()
                    && group.get().campaign().takesReports(one.arrival().at());
            answers[one.number()] = open ? count(group.get(), one) : Taken.GONE;
        }
    }

    private static Optional<Group> load(String label, List<Told> told) {
        Optional<CampaignGroupEntity> entity =
                CampaignGroupEntity.find("label", label).firstResultOptional();
        if (entity.isEmpty()) {
            return Optional.empty();
        }
        long id = entity.get().id;
        CampaignEntity campaign = CampaignEntity.findById(entity.get().campaignId);
        var machines = new HashMap<String, CampaignMachineEntity>();
        CampaignMachineEntity.locked(id, told.stream().map(Told::machine).collect(Collectors.toSet()))
                .forEach(machine -> machines.put(machine.pseudonym, machine));
        var stacks = new HashMap<String, CampaignStackEntity>();
        if (!machines.isEmpty()) {
            List<CampaignStackEntity> known = CampaignStackEntity.list(
                    "machineId in ?1",
                    machines.values().stream().map(machine -> machine.id).toList());
            known.forEach(stack -> stacks.put(key(stack.machineId, stack.stack), stack));
        }
        return Optional.of(new Group(entity.get(), campaign, machines, stacks, hashes(id, told), size(campaign)));
    }

    private static Set<String> hashes(long group, List<Told> told) {
        Collection<String> asked =
                told.stream().flatMap(one -> one.hash().stream()).collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return new HashSet<>();
        }
        List<CampaignReportEntity> known = CampaignReportEntity.list("groupId = ?1 and hash in ?2", group, asked);
        return known.stream().map(report -> report.hash).collect(Collectors.toCollection(HashSet::new));
    }

    private Taken count(Group group, Told told) {
        if (told.hash().filter(group.hashes()::contains).isPresent()) {
            return Taken.DUPLICATE;
        }
        CampaignMachineEntity machine = group.machines().get(told.machine());
        boolean claims = told.hash().isPresent();
        if (machine != null && machine.signed && claims && !told.arrival().signed()) {
            return Taken.UNSIGNED;
        }
        boolean signed = told.arrival().signed();
        boolean firstSigned = machine != null && signed && !machine.signed;
        if (machine != null && claims && !firstSigned && isOlder(group, machine, told)) {
            return Taken.OLDER;
        }
        if (machine != null && claims && machine.reports >= config.reportsPerMachine()) {
            return Taken.FULL;
        }
        if (machine == null) {
            // Labels are no secrets: half of the places are for those who show that they have the package.
            if (group.size().get() >= (signed ? config.machines() : config.machines() / 2)) {
                return Taken.FULL;
            }
            group.size().incrementAndGet();
            machine = added(group, told.machine());
        }
        hear(group, machine, told);
        for (FleetStanding standing : told.standings()) {
            stand(group, machine, standing, told.arrival().at(), firstSigned);
        }
        return Taken.COUNTED;
    }

    /** Whether all that it claims is older than what the machine claimed since. */
    private static boolean isOlder(Group group, CampaignMachineEntity machine, Told told) {
        return told.standings().stream().allMatch(standing -> {
            CampaignStackEntity known =
                    group.stacks().get(key(machine.id, standing.now().stack()));
            return known != null && known.claimedAt != null && standing.when().isBefore(known.claimedAt);
        });
    }

    private static AtomicLong size(CampaignEntity campaign) {
        return new AtomicLong(CampaignMachineEntity.count(
                "groupId in (select id from CampaignGroupEntity where campaignId = ?1)", campaign.id));
    }

    private static CampaignMachineEntity added(Group group, String pseudonym) {
        var machine = new CampaignMachineEntity();
        machine.groupId = group.entity().id;
        machine.pseudonym = pseudonym;
        machine.persist();
        group.machines().put(pseudonym, machine);
        return machine;
    }

    private static void hear(Group group, CampaignMachineEntity machine, Told told) {
        Instant at = told.arrival().at();
        if (machine.heardAt == null) {
            machine.late = at.isAfter(group.campaign().deadline);
        }
        machine.heardAt = machine.heardAt == null || machine.heardAt.isBefore(at) ? at : machine.heardAt;
        machine.signed |= told.arrival().signed();
        told.evidence().ifPresent(kept -> machine.evidence = kept);
        told.hash().ifPresent(hash -> {
            machine.reports++;
            var report = new CampaignReportEntity();
            report.groupId = group.entity().id;
            report.hash = hash;
            report.arrivedAt = at;
            report.persist();
            group.hashes().add(hash);
        });
    }

    /** @param firstSigned whether it outranks what was claimed so far, which anybody may have claimed */
    private void stand(
            Group group, CampaignMachineEntity machine, FleetStanding standing, Instant at, boolean firstSigned) {
        String key = key(machine.id, standing.now().stack());
        CampaignStackEntity stack = group.stacks().get(key);
        Optional<FleetState> before =
                Optional.ofNullable(stack).map(known -> known.standing().state());
        if (stack == null) {
            stack = new CampaignStackEntity();
            stack.machineId = machine.id;
            stack.set(standing);
            stack.persist();
            group.stacks().put(key, stack);
        } else if (firstSigned && !stack.standing().seen()) {
            stack.set(standing);
            stack.claimedAt = standing.when();
        } else {
            stack.set(stack.standing().with(standing));
        }
        if (!standing.seen() && (stack.claimedAt == null || stack.claimedAt.isBefore(standing.when()))) {
            stack.claimedAt = standing.when();
        }
        FleetState after = stack.standing().state();
        if (!before.equals(Optional.of(after))) {
            changed(group, machine, standing.now().stack(), after, at);
        }
    }

    /**
     * Writes a change down. Beyond the most of a day it takes the place of the last one of this machine and stack on that
     * day: the course stays right at the end of each day, and no machine fills the disk or the webhook.
     */
    private void changed(Group group, CampaignMachineEntity machine, String stack, FleetState state, Instant at) {
        long day = at.getEpochSecond() / DAY.toSeconds();
        if (day > machine.changesOn) {
            machine.changesOn = day;
            machine.changes = 0;
        }
        machine.changes++;
        if (machine.changes > config.changesPerMachine()) {
            Instant since = Instant.ofEpochSecond(day * DAY.toSeconds());
            Optional<CampaignChangeEntity> last = CampaignChangeEntity.newest(machine.id, stack, since);
            if (last.isPresent()) {
                machine.unwritten++;
                last.get().state = state.token();
                last.get().madeAt = at;
                return;
            }
        }
        var change = new CampaignChangeEntity();
        change.groupId = group.entity().id;
        change.machineId = machine.id;
        change.stack = stack;
        change.state = state.token();
        change.madeAt = at;
        change.told = group.campaign().webhook == null;
        change.persist();
    }

    private static String key(Long machine, String stack) {
        return machine + " " + stack;
    }

    /** Forgets campaigns that are over at this time, with everything in them. */
    static void forget(Instant now) {
        CampaignEntity.delete("expiresAt <= ?1", now);
    }
}
