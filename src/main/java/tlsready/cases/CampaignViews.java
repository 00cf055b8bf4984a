package tlsready.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import tlsready.knowledge.Target;

/** The pages of campaigns: {@code templates/cases/}. */
final class CampaignViews {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private CampaignViews() {}

    /** All campaigns, and the form for another. */
    @CheckedTemplate(basePath = "cases")
    record campaigns(List<Line> lines, List<Target> targets, Draft draft, Optional<String> trouble)
            implements TemplateInstance {}

    /** One campaign. */
    @CheckedTemplate(basePath = "cases")
    record campaign(
            Line line,
            FleetTally total,
            List<Row> rows,
            String svg,
            List<FleetCourse.Day> days,
            Limit limit,
            List<GroupLine> groups,
            List<Delivery> deliveries,
            Optional<String> secret,
            Optional<String> trouble)
            implements TemplateInstance {}

    /** The report of a campaign, to be printed. */
    @CheckedTemplate(basePath = "cases")
    record campaignReport(
            Line line,
            FleetTally total,
            List<Row> rows,
            String svg,
            List<FleetCourse.Day> days,
            Limit limit,
            String made)
            implements TemplateInstance {}

    /** Its machines. */
    @CheckedTemplate(basePath = "cases")
    record campaignMachines(
            Line line,
            List<MachineLine> machines,
            int found,
            Filter filter,
            List<String> groups,
            List<String> stacks,
            List<FleetState> states,
            Optional<String> before,
            Optional<String> after)
            implements TemplateInstance {}

    /**
     * How many changes of one machine are written down in a day, and what was more than that.
     *
     * @param machines how many machines changed more often
     * @param changes how many changes of theirs were not written down
     */
    record Limit(int most, long machines, long changes) {}

    /** What was typed into the form for a new campaign. */
    record Draft(String name, String target, String deadline, String groups) {}

    /** What a list of machines is narrowed to; empty words narrow nothing. */
    record Filter(String group, String stack, String state) {}

    /** A campaign in a list. */
    record Line(
            long id,
            String name,
            String target,
            String deadline,
            String expires,
            String opened,
            String openedBy,
            boolean open,
            boolean over,
            String webhook) {
        static Line of(CampaignEntity campaign, String target, Instant now) {
            return new Line(
                    campaign.id,
                    campaign.name,
                    target,
                    TIME.format(campaign.deadline),
                    TIME.format(campaign.expiresAt),
                    TIME.format(campaign.openedAt),
                    campaign.openedBy,
                    campaign.takesReports(now),
                    now.isAfter(campaign.deadline),
                    campaign.webhook == null ? "" : campaign.webhook);
        }
    }

    /** A group and what can be done with it. */
    record GroupLine(long id, String name, String label, int expected, long known) {}

    /** A line of the table of results. */
    record Row(String group, String stack, FleetTally tally, String reasons) {
        static Row of(FleetTable.Row row) {
            return new Row(row.group(), row.stack(), row.tally(), CampaignViews.reasons(row.tally()));
        }
    }

    /** A machine in a list. */
    record MachineLine(
            String group,
            String machine,
            FleetState state,
            String heard,
            boolean signed,
            boolean late,
            Optional<String> evidence,
            List<StackLine> stacks) {
        static MachineLine of(FleetMachine machine, Optional<String> evidence) {
            return new MachineLine(
                    machine.group(),
                    machine.machine(),
                    machine.state(),
                    machine.heard().map(TIME::format).orElse(""),
                    machine.signed(),
                    machine.late(),
                    evidence.filter(code -> !code.isEmpty()),
                    machine.stacks().stream().map(StackLine::of).toList());
        }
    }

    /** A stack of a machine. */
    record StackLine(String stack, FleetState state, String reason, boolean seen) {
        static StackLine of(FleetStanding standing) {
            String reason = standing.now().reason();
            return new StackLine(
                    standing.now().stack(),
                    standing.state(),
                    reason.equals(StackResult.NO_REASON) ? "" : reason,
                    standing.seen());
        }
    }

    /** News on their way. */
    record Delivery(String made, int tries, String came, String answer) {
        static Delivery of(CampaignDeliveryEntity delivery) {
            String came = delivery.deliveredAt != null
                    ? "Delivered"
                    : delivery.dueAt == null ? "Given up" : "Next try " + TIME.format(delivery.dueAt);
            return new Delivery(TIME.format(delivery.madeAt), delivery.tries, came, delivery.answer);
        }
    }

    /** Reasons and how often, in words. */
    static String reasons(FleetTally tally) {
        return tally.reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining(", "));
    }

    static String time(Instant at) {
        return TIME.format(at);
    }
}
