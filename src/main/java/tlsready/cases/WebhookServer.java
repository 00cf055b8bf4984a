package tlsready.cases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Tells the webhooks of campaigns which standings changed. It reads the changes from the database on a thread of its
 * own, so that no report waits for it; what could not be delivered is tried again later and later, and then given up.
 */
@ApplicationScoped
public class WebhookServer {
    static final String SIGNATURE = "X-TLS-Ready-Signature";
    static final int TRIES = 8;
    private static final Logger LOG = Logger.getLogger(WebhookServer.class);
    private static final int MOST_CHANGES = 500;
    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_DELIVERIES = 200;
    private static final int LONGEST_ANSWER = 200;
    private static final Duration HELD = Duration.ofMinutes(1);

    private final FleetConfig config;
    private final Clock clock;
    private final WebhookCallServer calls;
    private ScheduledExecutorService work;
    private boolean trouble;

    /** One delivery that is due now. */
    private record Due(long id, String address, String secret, String body, int tries) {}

    WebhookServer(FleetConfig config, Clock clock, WebhookCallServer calls) {
        this.config = config;
        this.calls = calls;
        this.clock = clock;
    }

    void start(@Observes StartupEvent portal) {
        work = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "webhooks");
            thread.setDaemon(true);
            return thread;
        });
        long every = config.webhookEvery().toMillis();
        work.scheduleWithFixedDelay(this::turn, every, every, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent portal) {
        if (work != null) {
            work.shutdownNow();
        }
    }

    /** Why nothing is sent to this address; nothing if it may be. */
    Optional<String> refusal(String address) {
        return WebhookAddress.refusal(address, config.privateWebhooks(), WebhookServer::addresses);
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    private void turn() {
        try {
            QuarkusTransaction.requiringNew().run(this::write);
            due().forEach(this::deliver);
            trouble = false;
        } catch (RuntimeException e) {
            if (!trouble) {
                LOG.warnf("Webhooks have to wait: %s", e.getMessage());
            }
            trouble = true;
        }
    }

    /** Makes a delivery of what changed since the last. */
    private void write() {
        List<CampaignEntity> campaigns = CampaignEntity.list("webhook is not null");
        for (CampaignEntity campaign : campaigns) {
            List<CampaignChangeEntity> changes = CampaignChangeEntity.<CampaignChangeEntity>find(
                            "told = false and groupId in (select id from CampaignGroupEntity where campaignId = ?1)"
                                    + " order by madeAt, id",
                            campaign.id)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .page(0, MOST_CHANGES)
                    .list();
            if (!changes.isEmpty()
                    && CampaignDeliveryEntity.count("campaignId = ?1 and dueAt is not null", campaign.id)
                            < MOST_DELIVERIES) {
                changes.forEach(change -> change.told = true);
                var delivery = new CampaignDeliveryEntity();
                delivery.campaignId = campaign.id;
                delivery.body = body(campaign, changes);
                delivery.madeAt = clock.instant();
                delivery.dueAt = delivery.madeAt;
                delivery.answer = "";
                delivery.persist();
            }
        }
    }

    private static String body(CampaignEntity campaign, List<CampaignChangeEntity> changes) {
        var news = new LinkedHashMap<String, Object>();
        news.put("contract", "tls-ready/campaign-news/1");
        news.put("campaign", campaign.id);
        news.put("name", campaign.name);
        news.put("changes", changes.stream().map(WebhookServer::change).toList());
        return FleetJson.text(news);
    }

    private static Object change(CampaignChangeEntity change) {
        CampaignMachineEntity machine = CampaignMachineEntity.findById(change.machineId);
        CampaignGroupEntity group = CampaignGroupEntity.findById(change.groupId);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("at", change.madeAt.toString());
        fields.put("group", group.name);
        fields.put("machine", machine.pseudonym);
        fields.put("stack", change.stack);
        fields.put("state", change.state);
        return fields;
    }

    /** Takes what is due, and holds it for a while: another replica does not send it too. */
    private List<Due> due() {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew().call(() -> {
            List<CampaignDeliveryEntity> due = CampaignDeliveryEntity.<CampaignDeliveryEntity>find(
                            "dueAt <= ?1 order by id", now)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .page(0, MOST_AT_ONCE)
                    .list();
            return due.stream()
                    .map(delivery -> {
                        delivery.tries++;
                        delivery.dueAt = now.plus(HELD.multipliedBy(MOST_AT_ONCE));
                        CampaignEntity campaign = CampaignEntity.findById(delivery.campaignId);
                        return new Due(
                                delivery.id,
                                campaign.webhook == null ? "" : campaign.webhook,
                                campaign.webhookSecret == null ? "" : campaign.webhookSecret,
                                delivery.body,
                                delivery.tries);
                    })
                    .toList();
        });
    }

    private void deliver(Due due) {
        String answer;
        boolean delivered = false;
        try {
            WebhookAddress.Way way = due.address().isEmpty()
                    ? WebhookAddress.Way.refused("The campaign has no webhook any more.")
                    : WebhookAddress.way(due.address(), config.privateWebhooks(), WebhookServer::addresses);
            int status = way.to().isPresent() ? send(due, way.to().get()) : 0;
            delivered = status / 100 == 2;
            answer = way.to().isPresent() ? "HTTP status " + status : way.refusal();
        } catch (IOException | IllegalArgumentException e) {
            answer = "No answer: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = "The portal was stopped.";
        }
        note(due, delivered, answer);
    }

    private int send(Due due, InetAddress to) throws IOException, InterruptedException {
        byte[] body = due.body().getBytes(StandardCharsets.UTF_8);
        return calls.post(
                URI.create(due.address()),
                to,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "tls-ready-webhook/1",
                        "X-TLS-Ready-Delivery",
                        Long.toString(due.id()),
                        SIGNATURE,
                        "sha256=" + Hmac.hex(due.secret(), body)),
                body);
    }

    private void note(Due due, boolean delivered, String answer) {
        Instant now = clock.instant();
        Instant next = delivered || due.tries() >= TRIES
                ? null
                : now.plus(config.webhookPause().multipliedBy(1L << (due.tries() - 1)));
        QuarkusTransaction.requiringNew()
                .run(() -> CampaignDeliveryEntity.update(
                        "answer = ?1, deliveredAt = ?2, dueAt = ?3 where id = ?4",
                        answer.substring(0, Math.min(answer.length(), LONGEST_ANSWER)),
                        delivered ? now : null,
                        next,
                        due.id()));
    }
}
