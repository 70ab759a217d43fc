package dev.okiagari.security;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/**
 * Hangs up on whoever does not come to the end of a request's head, or goes on with a body after
 * the answer: a few thousand such connections would else hold the server for nothing, without a
 * login.
 */
@Component
class SlowSenders implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final String BYTES = "okiagari.bytes";
    private static final String REQUESTS = "okiagari.requests";

    private final Duration patience;

    SlowSenders(ServerHostProperties properties) {
        this.patience = properties.patience();
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(
                server -> server.doOnChannelInit((_, channel, _) -> watch(channel.pipeline())));
    }

    private void watch(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            Timer timer = new Timer(patience);
            pipeline.addBefore(NettyPipeline.HttpCodec, BYTES, new Bytes(timer));
            pipeline.addAfter(NettyPipeline.HttpCodec, REQUESTS, new Requests(timer));
        }
    }

    /** Runs while a head, or the rest of a body, is awaited: on the event loop of its channel. */
    private static final class Timer {

        private final Duration patience;
        private @Nullable Future<?> running;
        private boolean inRequest;

        Timer(Duration patience) {
            this.patience = patience;
        }

        void bytesCame(Channel channel) {
            if (!inRequest) {
                begin(channel);
            }
        }

        void headIsThere() {
            inRequest = true;
            end();
        }

        /** It is answered, and the connection closed; but not always after another request. */
        void requestIsNone(Channel channel) {
            end();
            begin(channel);
        }

        void requestIsOver() {
            inRequest = false;
            end();
        }

        void answerIsOver(Channel channel) {
            if (inRequest) {
                begin(channel);
            }
        }

        private void begin(Channel channel) {
            if (running == null) {
                running =
                        channel.eventLoop().schedule(() -> hangUp(channel), millis(), MILLISECONDS);
            }
        }

        private long millis() {
            return patience.toMillis();
        }

        private static void hangUp(Channel channel) {
            var _ = channel.close();
        }

        void end() {
            Future<?> begun = running;
            running = null;
            if (begun != null) {
                begun.cancel(false);
            }
        }
    }

    /** From the connection on, and from the first byte of each further request. */
    private static final class Bytes extends ChannelInboundHandlerAdapter {

        private final Timer timer;

        Bytes(Timer timer) {
            this.timer = timer;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            timer.bytesCame(context.channel());
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            timer.bytesCame(context.channel());
            context.fireChannelRead(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            timer.end();
            context.fireChannelInactive();
        }
    }

    /** To the end of the head, and after the end of the answer to that of the body. */
    private static final class Requests extends ChannelDuplexHandler {

        private final Timer timer;

        Requests(Timer timer) {
            this.timer = timer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof HttpRequest request && request.decoderResult().isFailure()) {
                timer.requestIsNone(context.channel());
            } else {
                read(part);
            }
            context.fireChannelRead(part);
        }

        private void read(Object part) {
            if (part instanceof HttpRequest) {
                timer.headIsThere();
            }
            if (part instanceof LastHttpContent) {
                timer.requestIsOver();
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
            if (part instanceof LastHttpContent && !isInterim(part)) {
                timer.answerIsOver(context.channel());
            }
            var _ = context.write(part, promise);
        }

        private static boolean isInterim(Object part) {
            return part instanceof HttpResponse answer
                    && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
    }
}
