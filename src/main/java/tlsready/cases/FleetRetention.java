package tlsready.cases;

import java.time.Duration;
import java.util.List;

/** What campaigns keep, for the page about privacy. */
final class FleetRetention {
    private FleetRetention() {}

    /**
     * @param kept how long a campaign is kept after its deadline
     */
    static List<Retention> kept(Duration kept) {
        String over = kept.toDays() + " days after the deadline of the campaign, or when an administrator deletes it";
        return List.of(
                new Retention(
                        "A campaign: name, target, deadline, groups, who opened it, its webhook, and the keys with"
                                + " which reports and news are signed",
                        "To show the campaign, and to tell signed reports from others.",
                        over,
                        List.of("campaign", "campaign_group")),
                new Retention(
                        "A machine of a campaign: a pseudonym that it made itself, when it last reported, and the code"
                                + " of what is kept of its evidence. No address, and no name",
                        "To say who passed, who fails and why, and who never called.",
                        over,
                        List.of("campaign_machine")),
                new Retention(
                        "What came of the tests of each stack of a machine, and when that changed",
                        "To show the course of the campaign, and who slid back.",
                        over,
                        List.of("campaign_stack", "campaign_change")),
                new Retention(
                        "The SHA-256 of each report. The report itself is on the disk until it is counted",
                        "So that no report counts twice, and none is lost.",
                        over,
                        List.of("campaign_report")),
                new Retention(
                        "News that went, or will go, to the webhook of a campaign",
                        "To try again, and to show what was delivered.",
                        over,
                        List.of("campaign_delivery")));
    }
}
