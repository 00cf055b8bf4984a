package tlsready.cases;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** How campaigns are kept. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "campaign")
public interface FleetConfig {
    /** Where reports are kept until they are counted. */
    Path folder();

    /** The most bytes of reports that wait to be counted. */
    long waiting();

    /** Reports that one address may send within a minute. */
    int reportsPerMinute();

    /** The most machines of a campaign. */
    int machines();

    /** The most reports of one machine. */
    int reportsPerMachine();

    /** The most changes of one machine that are written down, and told, in a day. */
    int changesPerMachine();

    /** How long a campaign is kept after its deadline. */
    Duration kept();

    /** Whether webhooks may go to private addresses and to http://. */
    boolean privateWebhooks();

    /** How long the first pause after a failed delivery is; each further one is twice as long. */
    Duration webhookPause();

    /** How often it is looked whether a webhook has to be told something. */
    Duration webhookEvery();
}
