package outbox

import (
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"
)

const (
	deadLetterExchange = "deadLetters"
	deadLetterQueue    = "deadLetterQueue"
	deliveryLimit      = 20 // how often a message may come back from a consumer that died over it
)

// declare declares all queues alike, whoever connects first; what is there already stays as it is.
//
// Quorum queues only, which survive a killed broker. A queue hands what its consumers gave up on to
// the dead letters, and does so at least once: that asks for reject-publish as the way to overflow.
func declare(channel *amqp.Channel) error {
	err := channel.ExchangeDeclare(deadLetterExchange, amqp.ExchangeFanout, true, false, false, false, nil)
	if err != nil {
		return fmt.Errorf("declare %s: %w", deadLetterExchange, err)
	}
	// A dead letter waits until a person has looked at it, however often: RabbitMQ 4 would drop it
	// after 20 looks unless told otherwise, and 3.x takes no -1 for "without limit".
	err = declareQueue(channel, deadLetterQueue, amqp.Table{"x-delivery-limit": int32(1_000_000_000)})
	if err != nil {
		return err
	}
	if err := channel.QueueBind(deadLetterQueue, "", deadLetterExchange, false, nil); err != nil {
		return fmt.Errorf("bind %s: %w", deadLetterQueue, err)
	}
	for _, queue := range []string{ImageQueue, ImageDataQueue, CorrectionQueue} {
		err := declareQueue(channel, queue, amqp.Table{
			"x-delivery-limit":       int32(deliveryLimit),
			"x-dead-letter-exchange": deadLetterExchange,
			"x-dead-letter-strategy": "at-least-once",
			"x-overflow":             "reject-publish",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func declareQueue(channel *amqp.Channel, name string, arguments amqp.Table) error {
	arguments["x-queue-type"] = "quorum"
	if _, err := channel.QueueDeclare(name, true, false, false, false, arguments); err != nil {
		return fmt.Errorf("declare %s: %w", name, err)
	}
	return nil
}
