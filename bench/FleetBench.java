import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets a fleet report to a running portal, each machine over a connection of its own, and proves that nothing was lost:
 * when all have reported, all reports are sent once more, and each must be answered "duplicate". A
 * portal that is killed and started again in between is waited for.
 *
 * <pre>java bench/FleetBench.java Campaign.txt [machines 10000] [at once 64] [look.txt]</pre>
 *
 * Campaign.txt is that of a package. The portal needs campaign.reports-per-minute above the number of machines.
 */
public final class FleetBench {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int TRIES = 60;
    private static final int PAUSE_MILLIS = 1_000;

    private FleetBench() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                settings.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        int machines = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        int atOnce = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
        String look = arguments.length > 3
                ? Files.readString(Path.of(arguments[3])).replace("\r\n", "\n").replace("\n", "\r\n")
                : "";
        byte[][] reports = new byte[machines][];
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < machines; i++) {
            reports[i] = report(settings, i, time, look);
        }
        System.out.printf("%d reports of %d bytes%n", machines, reports[0].length);
        Map<String, Integer> first = send("first", settings, reports, atOnce);
        // those that were kept for later are counted by now, or soon
        Map<String, Integer> second = send("again", settings, reports, atOnce);
        int lost = machines - second.getOrDefault("duplicate", 0);
        System.out.printf("lost: %d%n", lost);
        System.exit(lost == 0 && first.keySet().stream().allMatch(Arrays.asList("counted", "kept", "duplicate")::contains) ? 0 : 1);
    }

    private static byte[] report(Map<String, String> settings, int number, Instant time, String look) throws Exception {
        String verdict = number % 7 == 0 ? "failed tls-refused" : "passed tls-1.2";
        String text = "TLS-READY-MACHINE 1\r\ngroup: " + settings.get("group") + "\r\nmachine: "
                + String.format("%012x", 0xbe0000000000L + number) + "\r\ntime: " + time + "\r\nstack: winhttp-x64 "
                + verdict + "\r\nstack: winhttp-x86 " + verdict + "\r\n" + look + "TLS-READY-MACHINE END\r\n";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(settings.get("secret").getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        return (text + "signature: " + signature + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Integer> send(
            String name, Map<String, String> settings, byte[][] reports, int atOnce) throws Exception {
        URI address = URI.create(settings.get("report"));
        var answers = new TreeMap<String, Integer>();
        var times = new AtomicLongArray(reports.length);
        var again = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        long begin = System.nanoTime();
        for (int i = 0; i < reports.length; i++) {
            int number = i;
            threads.execute(() -> {
                long start = System.nanoTime();
                String token = "";
                for (int tried = 0; tried < TRIES; tried++) {
                    token = token(address, reports[number]);
                    if (!token.equals("busy") && !token.equals("none")) {
                        break;
                    }
                    again.incrementAndGet();
                    pause();
                }
                times.set(number, System.nanoTime() - start);
                synchronized (answers) {
                    answers.merge(token, 1, Integer::sum);
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = new long[reports.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = times.get(i);
        }
        Arrays.sort(sorted);
        System.out.printf(
                "%s: %.1f s, %.0f reports/s, median %.0f ms, 99 %% %.0f ms, tried again %d, answers %s%n",
                name,
                seconds,
                reports.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                again.get(),
                answers);
        return answers;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first word of the answer, or "none" if there was none. */
    private static String token(URI address, byte[] report) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                            + "\r\nContent-Type: text/plain\r\nContent-Length: " + report.length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(report);
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            return body.contains(" ") ? body.substring(0, body.indexOf(' ')) : "none";
        } catch (IOException | RuntimeException e) {
            return "none";
        }
    }
}
