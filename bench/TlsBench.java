import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import javax.net.ssl.SSLEngine;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;

/**
 * Measures what the TLS check costs, beside nginx, in one interleaved run on loopback: full handshake + one verdict,
 * never a resumed session. Started by {@code bench/tls}, which pins this caller to core 1; what is called is pinned to
 * core 0 from its start.
 *
 * <p>Read the CPU column first: it does not move when somebody else takes half a core. Ratios are taken within a round,
 * then the median of the rounds.
 */
public final class TlsBench {
    private static final String SERVER_CORE = "0";
    private static final int FIRST_PORT = 21000;
    private static final int NGINX_PORT = 24000;
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");
    private static final String REQUEST =
            "GET /v1/verdict HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nConnection: close\r\n\r\n";
    /** Callers at a time when we ask for as much as there is. */
    private static final int CALLERS = 8;
    /** What a flood leaves behind is done before calls are counted one by one. */
    private static final int REST_MILLIS = 2_000;
    /** Idle connections come from that many addresses: one address may only have so many. */
    private static final int ADDRESSES = 50;

    private final int rounds;
    private final int seconds;
    private final int paced;
    private final int settle;
    private final int rate;
    private final int idle;
    private final Path folder;
    private final EventLoopGroup loop = new EpollEventLoopGroup(1);
    private final List<Process> started = new ArrayList<>();
    private final byte[] verdict;

    private TlsBench(Map<String, Integer> options, Path folder) {
        rounds = options.get("rounds");
        seconds = options.get("seconds");
        paced = options.get("paced");
        settle = options.get("settle");
        rate = options.get("rate");
        idle = options.get("idle");
        this.folder = folder;
        verdict = "x".repeat(240).getBytes(StandardCharsets.US_ASCII);
    }

    /** One of the two that are compared: a name, a process and the port of each version. */
    private record Subject(String name, Process process, Map<String, Integer> ports) {
        /** User and system time of the process and its children so far, in microseconds. */
        long cpu() {
            return family().mapToLong(TlsBench::cpuOf).sum();
        }

        /** Resident memory of the process and its children, in KiB. */
        long memory() {
            return family().mapToLong(TlsBench::memoryOf).sum();
        }

        private Stream<Long> family() {
            return Stream.concat(
                    Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid));
        }
    }

    /** What one cell gave: calls answered a second, server CPU in µs and latencies in µs, sorted. */
    private record Cell(double perSecond, double cpu, long[] latencies) {
        long quantile(double part) {
            return latencies[(int) Math.min(latencies.length - 1L, Math.round(part * latencies.length))];
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, Integer> options =
                new TreeMap<>(
                Map.of("rounds", 7, "seconds", 4, "paced", 10, "settle", 40, "rate", 200, "idle", 10_000));
        for (String arg : args) {
            String[] pair = arg.replaceFirst("^--", "").split("=");
            if (pair.length != 2 || !options.containsKey(pair[0]) || !pair[1].matches("\\d{1,6}")) {
                System.err.println("bench/tls: \"" + arg + "\" is none of "
                        + options.entrySet().stream()
                                .map(o -> "--" + o.getKey() + "=" + o.getValue())
                                .collect(Collectors.joining(" ")));
                System.exit(2);
            }
            options.put(pair[0], Integer.valueOf(pair[1]));
        }
        Path folder = Files.createTempDirectory("tls-bench");
        var bench = new TlsBench(options, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> bench.started.forEach(TlsBench::end)));
        try {
            bench.run();
        } finally {
            bench.started.forEach(TlsBench::end);
            bench.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run() throws Exception {
        System.out.printf("%s, %s, %s%n", LocalDate.now(), model(), System.getProperty("java.vm.version"));
        System.out.printf(
                "%d rounds of %d s a cell, %d s at %d/s, medians; ratio: portal / nginx, within each round (least to greatest)%n%n",
                rounds, seconds, paced, rate);
        System.out.println("| full handshake + one verdict | nginx CPU µs | portal CPU µs | ratio | nginx /s | portal /s "
                + "| p50 ms at " + rate + "/s | p99 ms at " + rate + "/s | ratio of p99 |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        var resident = new ArrayList<String>();
        for (String key : List.of("ECDSA P-256", "RSA-2048")) {
            certificate(key);
            List<Subject> both = List.of(nginx(key), portal(key));
            for (String version : VERSIONS) { // a JVM needs its time to compile, and compiles again for what is new
                closedLoop(both.get(0), version, client(version), 1);
                closedLoop(both.get(1), version, client(version), settle);
            }
            for (String version : VERSIONS) {
                SslContext client = client(version);
                compare(version + " " + key, both, version, client);
            }
            both.forEach(subject -> resident.add(
                    String.format(Locale.ROOT, "%s, %s: %d MiB", subject.name(), key, subject.memory() / 1024)));
            both.forEach(subject -> end(subject.process()));
        }
        System.out.printf("%nResident after that: %s%n%n", String.join("; ", resident));
        if (idle > 0) {
            certificate("ECDSA P-256");
            System.out.println("| " + idle + " connections that | | before MiB | with them MiB | KiB each "
                    + "| a new client's answer ms | after MiB | a second crowd MiB |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (Subject subject : List.of(nginx("idle"), portal("idle"))) {
                closedLoop(subject, "TLSv1.3", client("TLSv1.3"), settle);
                crowd(subject, "never send a byte", Unpooled.EMPTY_BUFFER);
                crowd(subject, "stall after their hello", hello());
                end(subject.process());
            }
        }
    }

    private void compare(String name, List<Subject> both, String version, SslContext client) throws Exception {
        List<List<Cell>> full = rounds(both, subject -> closedLoop(subject, version, client, seconds));
        Thread.sleep(REST_MILLIS);
        List<List<Cell>> paced = rounds(both, subject -> openLoop(subject, version, client, this.paced));
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %s | %.0f | %.0f | %.2f, %.2f | %.2f, %.2f | %s |%n",
                name,
                median(full.stream().mapToDouble(cells -> cells.get(0).cpu())),
                median(full.stream().mapToDouble(cells -> cells.get(1).cpu())),
                ratio(full, Cell::cpu),
                median(full.stream().mapToDouble(cells -> cells.get(0).perSecond())),
                median(full.stream().mapToDouble(cells -> cells.get(1).perSecond())),
                median(paced.stream().mapToDouble(cells -> cells.get(0).quantile(0.5) / 1000.0)),
                median(paced.stream().mapToDouble(cells -> cells.get(1).quantile(0.5) / 1000.0)),
                median(paced.stream().mapToDouble(cells -> cells.get(0).quantile(0.99) / 1000.0)),
                median(paced.stream().mapToDouble(cells -> cells.get(1).quantile(0.99) / 1000.0)),
                ratio(paced, cell -> cell.quantile(0.99)));
    }

    private interface Measuring {
        Cell of(Subject subject) throws Exception;
    }

    /** The cells of both in each round; who goes first alternates. */
    private List<List<Cell>> rounds(List<Subject> both, Measuring measuring) throws Exception {
        var all = new ArrayList<List<Cell>>();
        for (int round = 0; round < rounds; round++) {
            var cells = new Cell[2];
            for (int turn = 0; turn < 2; turn++) {
                int who = (round + turn) % 2;
                cells[who] = measuring.of(both.get(who));
            }
            all.add(List.of(cells));
        }
        return all;
    }

    private static String ratio(List<List<Cell>> rounds, ToDoubleFunction<Cell> figure) {
        double[] ratios = rounds.stream()
                .mapToDouble(cells -> figure.applyAsDouble(cells.get(1)) / figure.applyAsDouble(cells.get(0)))
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1]);
    }

    private static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    // ---- Calls ---------------------------------------------------------------------------------------------------

    /** So many callers, each calling again as soon as it was answered. */
    private Cell closedLoop(Subject subject, String version, SslContext client, int seconds) throws Exception {
        var calls = new AtomicInteger();
        var failed = new CompletableFuture<Void>();
        var open = new CountDownLatch(CALLERS);
        long cpu = subject.cpu();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        int port = subject.ports().get(version);
        for (int i = 0; i < CALLERS; i++) {
            again(port, client, end, calls, open, failed);
        }
        while (!open.await(1, TimeUnit.SECONDS)) {
            if (failed.isDone()) {
                failed.join();
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        return new Cell(calls.get() / took, (subject.cpu() - cpu) / (double) calls.get(), new long[0]);
    }

    private void again(
            int port,
            SslContext client,
            long end,
            AtomicInteger calls,
            CountDownLatch open,
            CompletableFuture<Void> failed) {
        if (System.nanoTime() > end) {
            open.countDown();
            return;
        }
        call(port, client, System.nanoTime(), micros -> {
            calls.incrementAndGet();
            again(port, client, end, calls, open, failed);
        }, failed);
    }

    /** Calls at a fixed rate, whether or not those before were answered; latency counts from when a call was due. */
    private Cell openLoop(Subject subject, String version, SslContext client, int seconds) throws Exception {
        int count = rate * seconds;
        long[] latencies = new long[count];
        var answered = new AtomicInteger();
        var done = new CompletableFuture<Void>();
        int port = subject.ports().get(version);
        long cpu = subject.cpu();
        long start = System.nanoTime();
        loop.next().execute(() -> {
            for (int i = 0; i < count; i++) {
                long due = start + i * 1_000_000_000L / rate;
                loop.next().schedule(
                        () -> call(port, client, due, micros -> {
                            latencies[answered.getAndIncrement()] = micros;
                            if (answered.get() == count) {
                                done.complete(null);
                            }
                        }, done),
                        due - System.nanoTime(),
                        TimeUnit.NANOSECONDS);
            }
        });
        done.get(seconds + 60, TimeUnit.SECONDS);
        Arrays.sort(latencies);
        return new Cell(rate, (subject.cpu() - cpu) / (double) count, latencies);
    }

    /** One call: connects, shakes hands in full, asks, reads until the server closes. */
    private void call(int port, SslContext client, long from, Consumer<Long> answered, CompletableFuture<Void> failed) {
        bootstrap().handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(client.newHandler(channel.alloc()));
                        channel.pipeline().addLast(new Call(from, answered, failed));
                    }
                })
                .connect("127.0.0.1", port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        failed.completeExceptionally(connected.cause());
                    }
                });
    }

    private Bootstrap bootstrap() {
        return new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    private static final class Call extends ChannelInboundHandlerAdapter {
        private final long from;
        private final Consumer<Long> answered;
        private final CompletableFuture<Void> failed;
        private boolean ok;

        Call(long from, Consumer<Long> answered, CompletableFuture<Void> failed) {
            this.from = from;
            this.answered = answered;
            this.failed = failed;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
                ctx.writeAndFlush(Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var bytes = (ByteBuf) message;
            ok |= bytes.toString(StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            failed.completeExceptionally(cause);
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (ok) {
                answered.accept((System.nanoTime() - from) / 1000);
            } else {
                failed.completeExceptionally(new IOException("a call was not answered with status 200"));
            }
        }
    }

    private static SslContext client(String version) throws Exception {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .protocols(version)
                // BoringSSL's suites for TLS 1.3 cannot be chosen; AES-128-GCM comes first on this kind of processor.
                .ciphers(
                        version.equals("TLSv1.3")
                                ? null
                                : List.of(
                                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
    }

    // ---- Crowds --------------------------------------------------------------------------------------------------

    private void crowd(Subject subject, String what, ByteBuf first) throws Exception {
        long before = subject.memory();
        List<Channel> one = connect(subject, first);
        long with = subject.memory();
        double answer = newClient(subject);
        drop(one);
        long after = subject.memory();
        List<Channel> two = connect(subject, first);
        long again = subject.memory();
        drop(two);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d (+%d) | %.1f | %.1f | %d | %d |%n",
                what,
                subject.name(),
                before / 1024,
                with / 1024,
                (with - before) / 1024,
                (with - before) / (double) idle,
                answer,
                after / 1024,
                again / 1024);
    }

    /** Connections from many addresses; each sends these bytes and nothing more. */
    private List<Channel> connect(Subject subject, ByteBuf first) throws Exception {
        var channels = new ArrayList<Channel>();
        int port = subject.ports().get("TLSv1.3");
        for (int i = 0; i < idle; i++) {
            var from = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 1, 0, (byte) (1 + i % ADDRESSES)}), 0);
            Channel channel = bootstrap()
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(new InetSocketAddress("127.0.0.1", port), from)
                    .sync()
                    .channel();
            if (first.isReadable()) {
                channel.writeAndFlush(first.retainedDuplicate());
            }
            channels.add(channel);
        }
        Thread.sleep(1500); // the last of them are taken in
        long closed = channels.stream().filter(channel -> !channel.isActive()).count();
        if (closed > 0) {
            System.out.println(subject.name() + " closed " + closed + " of them at once");
        }
        return channels;
    }

    private void drop(List<Channel> channels) throws Exception {
        for (Channel channel : channels) {
            channel.close().sync();
        }
        Thread.sleep(1500);
    }

    /** How long a new client waits for its answer beside the crowd, in milliseconds: the median of 21. */
    private double newClient(Subject subject) throws Exception {
        SslContext client = client("TLSv1.3");
        var times = new ArrayList<Double>();
        for (int i = 0; i < 21; i++) {
            var answer = new CompletableFuture<Long>();
            var failed = new CompletableFuture<Void>();
            failed.exceptionally(cause -> {
                answer.completeExceptionally(cause);
                return null;
            });
            call(subject.ports().get("TLSv1.3"), client, System.nanoTime(), answer::complete, failed);
            times.add(answer.get(20, TimeUnit.SECONDS) / 1000.0);
        }
        return median(times.stream().mapToDouble(Double::doubleValue));
    }

    /** A whole client hello, after which a client says nothing any more. */
    private static ByteBuf hello() throws Exception {
        SSLEngine engine = client("TLSv1.3").newEngine(ByteBufAllocator.DEFAULT);
        engine.beginHandshake();
        ByteBuffer bytes = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), bytes);
        bytes.flip();
        return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(bytes));
    }

    // ---- What is called ------------------------------------------------------------------------------------------

    private void certificate(String key) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost"));
        command.addAll(List.of("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "key.pem", "-out", "chain.pem"));
        command.addAll(
                key.startsWith("RSA")
                        ? List.of("-newkey", "rsa:2048")
                        : List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("openssl.log")));
        }
    }

    private Subject nginx(String key) throws Exception {
        var ports = new TreeMap<>(Map.of("TLSv1.2", NGINX_PORT + 2, "TLSv1.3", NGINX_PORT + 3));
        var config = new StringBuilder(
                """
                daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid nginx.pid; error_log nginx.log warn;
                events { worker_connections 15000; }
                http {
                  access_log off; client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;
                  ssl_certificate chain.pem; ssl_certificate_key key.pem; ssl_session_cache off; ssl_session_tickets off;
                  ssl_ecdh_curve X25519:P-256; ssl_ciphers ECDHE+AESGCM; keepalive_timeout 0; default_type text/plain;
                """);
        ports.forEach((version, port) -> config.append("  server { listen 127.0.0.1:" + port
                + " ssl backlog=4096; ssl_protocols " + version + "; location / { return 200 \""
                + new String(verdict, StandardCharsets.US_ASCII) + "\"; } }\n"));
        Files.writeString(folder.resolve("nginx.conf"), config.append("}\n"));
        return started("nginx", ports, List.of("nginx", "-p", folder + "/", "-c", "nginx.conf"));
    }

    private Subject portal(String key) throws Exception {
        var ports = new TreeMap<>(Map.of("TLSv1.2", FIRST_PORT + 1012, "TLSv1.3", FIRST_PORT + 1013));
        return started(
                "portal",
                ports,
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + FIRST_PORT,
                        "-Dquarkus.datasource.jdbc.url=jdbc:h2:mem:bench",
                        "-Dcheck.host=127.0.0.1",
                        "-Dcheck.first-port=" + FIRST_PORT,
                        "-Dcheck.plain-port=" + (FIRST_PORT + 80),
                        "-Dcheck.folder=" + folder.resolve("check-" + key.substring(0, 3)),
                        "-Dcheck.certificates[0].chain=" + folder.resolve("chain.pem"),
                        "-Dcheck.certificates[0].key=" + folder.resolve("key.pem"),
                        "-jar",
                        Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
    }

    private Subject started(String name, Map<String, Integer> ports, List<String> command) throws Exception {
        var pinned = new ArrayList<>(List.of("taskset", "-c", SERVER_CORE));
        pinned.addAll(command);
        Process process = new ProcessBuilder(pinned)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
        started.add(process);
        for (int port : ports.values()) {
            for (int tries = 0; !listens(port); tries++) {
                if (tries > 600 || !process.isAlive()) {
                    throw new IOException(name + " does not listen:\n" + Files.readString(folder.resolve(name + ".out")));
                }
                Thread.sleep(100);
            }
        }
        return new Subject(name, process, ports);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- /proc ---------------------------------------------------------------------------------------------------

    private static long cpuOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000; // ticks of 10 ms
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    private static long memoryOf(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static String model() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .orElse("unknown processor");
        }
    }
}
