package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

const brokerPatience = 30 * time.Second // for the broker to answer

// errUnacceptable: the broker will not have one of the messages, however often it comes.
var errUnacceptable = errors.New("unacceptable")

// Broker hands messages to RabbitMQ: many on their way at once, each confirmed before it is
// forgotten here. It connects when needed and again after a failure.
//
// A broker that will not have a message (406: larger than its limit) says so by closing the channel,
// and not which one it was. Those of such a batch are sent once more, one by one, so that the one at
// fault is known and holds up no other.
type Broker struct {
	url    string
	traces *telemetry.Traces
	link   *link
}

// NewBroker returns a sender that has not connected yet.
func NewBroker(url string, traces *telemetry.Traces) *Broker {
	return &Broker{url: url, traces: traces}
}

// Send implements [Sender].
func (b *Broker) Send(ctx context.Context, messages []Message) (map[string]string, error) {
	err := b.publish(ctx, messages)
	if !errors.Is(err, errUnacceptable) {
		return nil, err
	}
	if len(messages) == 1 {
		return map[string]string{messages[0].ID: err.Error()}, nil
	}
	refused := map[string]string{}
	for _, message := range messages {
		reasons, err := b.Send(ctx, []Message{message})
		if err != nil {
			return nil, err
		}
		for id, reason := range reasons {
			refused[id] = reason
		}
	}
	return refused, nil
}

// Close implements [Sender].
func (b *Broker) Close() {
	if b.link != nil {
		b.link.close()
		b.link = nil
	}
}

func (b *Broker) publish(ctx context.Context, messages []Message) (err error) {
	ctx, cancel := context.WithTimeout(ctx, brokerPatience)
	defer cancel()
	defer func() {
		if err != nil {
			b.Close()
		}
	}()
	if b.link == nil {
		if b.link, err = connect(ctx, b.url); err != nil {
			return fmt.Errorf("broker: %w", err)
		}
	}
	spans := make([]trace.Span, len(messages))
	for number, message := range messages {
		spans[number] = startSend(b.traces, "rabbitmq", message)
	}
	err = b.link.publish(ctx, messages, func(number int) { spans[number].End() })
	for _, span := range spans {
		if err != nil && span.IsRecording() {
			span.SetStatus(codes.Error, err.Error())
		}
		span.End()
	}
	return err
}

// startSend begins the span of handing a message over: it goes on from the trace stored with it.
func startSend(traces *telemetry.Traces, system string, message Message) trace.Span {
	made := traces.Continue(context.Background(), propagation.MapCarrier(message.Headers))
	_, span := traces.Tracer.Start(made, "send "+message.Queue,
		trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(
			attribute.String("messaging.system", system),
			attribute.String("messaging.operation.name", "send"),
			attribute.String("messaging.operation.type", "send"),
			attribute.String("messaging.destination.name", message.Queue),
			attribute.String("messaging.message.id", message.ID),
			attribute.Int("messaging.message.body.size", len(message.Body)),
		))
	return span
}

// link is one connection with one channel; it is not used again once anything went wrong.
type link struct {
	connection *amqp.Connection
	channel    *amqp.Channel
	returned   chan amqp.Return
	closed     chan *amqp.Error
}

func connect(ctx context.Context, url string) (*link, error) {
	config := amqp.Config{Dial: amqp.DefaultDial(patience(ctx)), Properties: amqp.NewConnectionProperties()}
	config.Properties.SetClientConnectionName("show-off-api")
	connection, err := amqp.DialConfig(url, config)
	if err != nil {
		return nil, err
	}
	l := &link{connection: connection}
	if err := l.prepare(); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (l *link) prepare() (err error) {
	if l.channel, err = l.connection.Channel(); err != nil {
		return err
	}
	// Room for a whole batch: one goroutine hands on returns and confirms, in the broker's order.
	l.returned = l.channel.NotifyReturn(make(chan amqp.Return, batchMessages))
	l.closed = l.channel.NotifyClose(make(chan *amqp.Error, 1))
	if err := declare(l.channel); err != nil {
		return err
	}
	return l.channel.Confirm(false)
}

// publish returns once the broker has confirmed that each message is on its disk; taken is called
// with the number of each that is.
func (l *link) publish(ctx context.Context, messages []Message, taken func(int)) error {
	confirms := make([]*amqp.DeferredConfirmation, len(messages))
	for number, message := range messages {
		confirm, err := l.channel.PublishWithDeferredConfirmWithContext(ctx, "", message.Queue,
			true, false, publishing(message))
		if err != nil {
			return l.fault(err)
		}
		confirms[number] = confirm
	}
	allTaken := true
	for number, confirm := range confirms {
		isTaken, err := confirm.WaitContext(ctx)
		switch {
		case err != nil:
			return fmt.Errorf("broker: no answer in %s: %w", brokerPatience, err)
		case isTaken:
			taken(number)
		default:
			allTaken = false
		}
	}
	if !allTaken {
		return l.fault(errors.New("a queue is full"))
	}
	// What can't be routed is returned first and then confirmed, so by now it is here.
	select {
	case one := <-l.returned:
		return fmt.Errorf("broker: %s: %s", one.ReplyText, one.RoutingKey)
	default:
		return nil
	}
}

// fault says what is wrong: why the channel was closed, if it was.
func (l *link) fault(otherwise error) error {
	if !l.channel.IsClosed() {
		return fmt.Errorf("broker: %w", otherwise)
	}
	select {
	case reason := <-l.closed:
		if reason != nil && reason.Code == amqp.PreconditionFailed {
			return fmt.Errorf("broker: %w: %s", errUnacceptable, reason.Reason)
		}
		if reason != nil {
			return fmt.Errorf("broker: %w", reason)
		}
	case <-time.After(time.Second):
	}
	return fmt.Errorf("broker: %w", otherwise)
}

func (l *link) close() {
	// Not for long: a broker that hangs does not say goodbye.
	_ = l.connection.CloseDeadline(time.Now().Add(lastWait))
}

func publishing(message Message) amqp.Publishing {
	headers := amqp.Table{}
	for name, value := range message.Headers {
		headers[name] = value
	}
	return amqp.Publishing{
		ContentType:  message.ContentType,
		MessageId:    message.ID,
		Headers:      headers,
		DeliveryMode: amqp.Persistent,
		Body:         message.Body,
	}
}

func patience(ctx context.Context) time.Duration {
	if deadline, set := ctx.Deadline(); set {
		return time.Until(deadline)
	}
	return brokerPatience
}
