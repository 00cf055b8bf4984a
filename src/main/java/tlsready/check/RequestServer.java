package tlsready.check;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import tlsready.check.Ending.Negotiated;
import tlsready.tls.Bytes;
import tlsready.tls.CipherSuite;
import tlsready.tls.TlsVersion;

/**
 * Serves the one request of a connection, and closes it. Stands last in the pipeline, behind the engine and the HTTP
 * decoder, so that whatever fails there ends here.
 */
final class RequestServer extends ChannelInboundHandlerAdapter {
    /** Request lines and headers of people's programs have a few hundred bytes; cookies do not come here. */
    private static final int LONGEST_LINE = 4096;

    private static final int LONGEST_HEADERS = 16384;

    private final ConnectionServer connection;
    private final SslHandler engine;
    private final Optional<String> fingerprint;
    private boolean answered;

    /**
     * @param engine null where there is no TLS
     * @param fingerprint of the certificate that is shown
     */
    RequestServer(ConnectionServer connection, SslHandler engine, Optional<String> fingerprint) {
        this.connection = connection;
        this.engine = engine;
        this.fingerprint = fingerprint;
    }

    /** Puts a decoder before the server that stands last. */
    static void expectRequest(ChannelPipeline pipeline) {
        var limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setValidateHeaders(false); // they are never sent on
        String last = pipeline.lastContext().name();
        pipeline.addBefore(last, "request", new HttpRequestDecoder(limits));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                connection.negotiated(outcome(engine.engine().getSession()));
                engine.engine().getSession().invalidate(); // never to be resumed
                expectRequest(ctx.pipeline());
            } else {
                connection.failed(handshake.cause());
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    private Negotiated outcome(SSLSession session) {
        String version = session.getProtocol();
        String suite = session.getCipherSuite();
        return new Negotiated(
                TlsVersion.labelled(version.equals("TLSv1") ? "TLS 1.0" : version.replace("TLSv", "TLS "))
                        .orElseThrow(),
                CipherSuite.named(suite.replaceFirst("^SSL_", "TLS_")).orElseThrow(),
                Optional.ofNullable(engine.applicationProtocol()),
                fingerprint.orElseThrow());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request && !answered) {
                answered = true;
                send(ctx, answer(request), hasMoreToSay(request));
                connection.answered();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private Answer answer(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            return connection.answer(head(request));
        }
        Throwable fault = request.decoderResult().cause();
        if (fault instanceof TooLongHttpLineException) {
            return refusal(
                    414,
                    "URI Too Long",
                    "The first line of this request has more than " + LONGEST_LINE + " characters.");
        }
        if (fault instanceof TooLongFrameException) {
            return refusal(
                    431,
                    "Request Header Fields Too Large",
                    "The headers of this request have more than " + LONGEST_HEADERS + " bytes.");
        }
        return refusal(400, "Bad Request", "This is not a request of HTTP/1.0 or HTTP/1.1.");
    }

    private static Answer refusal(int status, String reason, String words) {
        Bytes body = Bytes.of((words + "\n").getBytes(StandardCharsets.UTF_8));
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put("Content-Length", Integer.toString(body.size()));
        headers.put("Cache-Control", "no-store");
        headers.put("Connection", "close");
        return new Answer(status, reason, headers, body);
    }

    private static HttpRequestHead head(HttpRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.merge(header.getKey(), header.getValue(), (a, b) -> a + ", " + b));
        return new HttpRequestHead(
                request.method().name(),
                request.uri(),
                request.protocolVersion().text(),
                headers);
    }

    private static boolean hasMoreToSay(HttpRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0");
        return !length.strip().equals("0")
                || HttpUtil.isTransferEncodingChunked(request)
                || request.decoderResult().isFailure();
    }

    private void send(ChannelHandlerContext ctx, Answer answer, boolean linger) {
        ByteBuf wire = onTheWire(ctx, answer);
        if (engine == null) {
            ctx.writeAndFlush(wire).addListener(linger ? done -> connection.linger() : ChannelFutureListener.CLOSE);
            return;
        }
        connection.holdBack(() -> ctx.writeAndFlush(wire)); // it leaves together with the engine's farewell
        if (linger) {
            engine.closeOutbound().addListener(done -> connection.linger());
        } else {
            ctx.close();
        }
    }

    private static ByteBuf onTheWire(ChannelHandlerContext ctx, Answer answer) {
        var head = new StringBuilder(256);
        head.append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(answer.reason())
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        ByteBuf wire = ctx.alloc().buffer(head.length() + answer.body().size());
        ByteBufUtil.writeAscii(wire, head);
        return wire.writeBytes(answer.body().toArray());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        connection.failed(failure);
        ctx.close();
    }
}
